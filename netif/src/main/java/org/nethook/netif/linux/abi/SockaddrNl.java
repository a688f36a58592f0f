package org.nethook.netif.linux.abi;

/** struct sockaddr_nl, the address of a netlink socket (linux/netlink.h), and the groups of rtnetlink (linux/rtnetlink.h). */
public final class SockaddrNl {
    /** u16. */
    public static final int NL_FAMILY = 0;
    /** u32, after two bytes of padding: the port; 0 is the kernel's. */
    public static final int NL_PID = NL_FAMILY + 4;
    /** u32: the groups listened to, {@code RTMGRP_…}. */
    public static final int NL_GROUPS = NL_PID + 4;

    public static final int SIZEOF = NL_GROUPS + 4;

    public static final int RTMGRP_LINK = 0x1;
    public static final int RTMGRP_IPV4_IFADDR = 0x10;
    public static final int RTMGRP_IPV6_IFADDR = 0x100;

    private SockaddrNl() {}
}
