package org.nethook.netif.linux.abi;

/** struct rtmsg, the head of RTM_…ROUTE messages, its attributes, and struct rtnexthop (linux/rtnetlink.h). */
public final class RtMsg {
    /** u8: AF_INET or AF_INET6. */
    public static final int RTM_FAMILY = 0;
    /** u8: prefix length. */
    public static final int RTM_DST_LEN = RTM_FAMILY + 1;
    /** u8, and before it one each for the source's prefix length and TOS. */
    public static final int RTM_TABLE = RTM_DST_LEN + 3;
    /** u8, and before it one each for protocol and scope: {@code RTN_…}. */
    public static final int RTM_TYPE = RTM_TABLE + 3;
    /** u32: {@code RTM_F_…}. */
    public static final int RTM_FLAGS = RTM_TYPE + 1;

    public static final int SIZEOF = RTM_FLAGS + 4;

    public static final int RTM_NEWROUTE = 24;
    public static final int RTM_GETROUTE = 26;

    public static final int RTM_F_CLONED = 0x200;
    public static final int RTN_UNICAST = 1;
    public static final int RT_TABLE_MAIN = 254;

    public static final int RTA_DST = 1;
    public static final int RTA_OIF = 4;
    public static final int RTA_GATEWAY = 5;
    /** Several struct rtnexthop, each with attributes of its own. */
    public static final int RTA_MULTIPATH = 9;
    /** u32: the table where its number does not fit RTM_TABLE. */
    public static final int RTA_TABLE = 15;

    /** u16 of struct rtnexthop: its length with attributes. */
    public static final int RTNH_LEN = 0;
    /** s32 of struct rtnexthop, after two bytes for flags and weight. */
    public static final int RTNH_IFINDEX = RTNH_LEN + 4;
    /** Size of struct rtnexthop. */
    public static final int RTNH_SIZEOF = RTNH_IFINDEX + 4;

    private RtMsg() {}
}
