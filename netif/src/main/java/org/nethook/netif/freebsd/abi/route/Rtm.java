package org.nethook.netif.freebsd.abi.route;

/** Message types, address bits, route flags and sysctl operations (net/route.h, sys/socket.h, net/if.h). */
public final class Rtm {
    /** In byte 2 of every message. */
    public static final int RTM_VERSION = 5;

    public static final int RTM_ADD = 0x1;
    public static final int RTM_DELETE = 0x2;
    public static final int RTM_CHANGE = 0x3;
    public static final int RTM_GET = 0x4;
    public static final int RTM_NEWADDR = 0xc;
    public static final int RTM_DELADDR = 0xd;
    public static final int RTM_IFINFO = 0xe;
    public static final int RTM_IFANNOUNCE = 0x11;

    public static final int RTA_DST = 0x1;
    public static final int RTA_GATEWAY = 0x2;
    public static final int RTA_NETMASK = 0x4;
    public static final int RTA_GENMASK = 0x8;
    public static final int RTA_IFP = 0x10;
    public static final int RTA_IFA = 0x20;
    public static final int RTA_AUTHOR = 0x40;
    public static final int RTA_BRD = 0x80;

    public static final int RTF_UP = 0x1;
    public static final int RTF_GATEWAY = 0x2;
    public static final int RTF_HOST = 0x4;
    public static final int RTF_REJECT = 0x8;
    public static final int RTF_DYNAMIC = 0x10;
    public static final int RTF_MODIFIED = 0x20;
    public static final int RTF_DONE = 0x40;
    public static final int RTF_XRESOLVE = 0x200;
    public static final int RTF_LLINFO = 0x400;
    public static final int RTF_STATIC = 0x800;
    public static final int RTF_BLACKHOLE = 0x1000;
    public static final int RTF_PROTO2 = 0x4000;
    public static final int RTF_PROTO1 = 0x8000;
    public static final int RTF_PROTO3 = 0x40000;
    public static final int RTF_FIXEDMTU = 0x80000;
    public static final int RTF_PINNED = 0x100000;
    public static final int RTF_LOCAL = 0x200000;
    public static final int RTF_BROADCAST = 0x400000;
    public static final int RTF_MULTICAST = 0x800000;
    public static final int RTF_STICKY = 0x10000000;

    public static final int NET_RT_DUMP = 1;
    /** Of routes with some flag, or of neighbours. */
    public static final int NET_RT_FLAGS = 2;

    public static final int NET_RT_IFLIST = 3;
    public static final int NET_RT_IFMALIST = 4;
    public static final int NET_RT_IFLISTL = 5;
    /** Nexthops; from 13 on. */
    public static final int NET_RT_NHOP = 6;
    /** Groups of nexthops; from 13 on. */
    public static final int NET_RT_NHGRP = 7;

    private Rtm() {}
}
