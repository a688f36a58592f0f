package org.nethook.netif.linux.abi;

/** struct ifinfomsg, the head of RTM_…LINK messages, and its attributes (linux/rtnetlink.h, linux/if_link.h). */
public final class IfInfoMsg {
    /** u8. */
    public static final int IFI_FAMILY = 0;
    /** u16, after a byte of padding: {@code ARPHRD_…}. */
    public static final int IFI_TYPE = IFI_FAMILY + 2;
    /** s32. */
    public static final int IFI_INDEX = IFI_TYPE + 2;
    /** u32: {@code IFF_…}. */
    public static final int IFI_FLAGS = IFI_INDEX + 4;
    /** u32: which flags are to change. */
    public static final int IFI_CHANGE = IFI_FLAGS + 4;

    public static final int SIZEOF = IFI_CHANGE + 4;

    public static final int RTM_NEWLINK = 16;
    public static final int RTM_DELLINK = 17;
    public static final int RTM_GETLINK = 18;

    public static final int IFLA_ADDRESS = 1;
    public static final int IFLA_IFNAME = 3;
    public static final int IFLA_MTU = 4;
    public static final int IFLA_MASTER = 10;
    public static final int IFLA_OPERSTATE = 16;
    public static final int IFLA_LINKINFO = 18;
    public static final int IFLA_CARRIER = 33;

    /** Nested in IFLA_LINKINFO: the kind of interface, such as {@code veth}. */
    public static final int IFLA_INFO_KIND = 1;
    /** Nested in IFLA_LINKINFO: what is special to the kind. */
    public static final int IFLA_INFO_DATA = 2;
    /** Nested in IFLA_LINKINFO: what is special to a port of a bond or bridge. */
    public static final int IFLA_INFO_SLAVE_DATA = 5;

    public static final int IF_OPER_UNKNOWN = 0;
    public static final int IF_OPER_NOTPRESENT = 1;
    public static final int IF_OPER_DOWN = 2;
    public static final int IF_OPER_LOWERLAYERDOWN = 3;
    public static final int IF_OPER_TESTING = 4;
    public static final int IF_OPER_DORMANT = 5;
    public static final int IF_OPER_UP = 6;

    /** Longest name with its NUL (linux/if.h). */
    public static final int IFNAMSIZ = 16;

    private IfInfoMsg() {}
}
