package org.nethook.netif.freebsd.abi;

/** Interface flags, types and link states (net/if.h, net/if_types.h, netinet6/in6_var.h). */
public final class NetIf {
    /** Size of an interface name with its NUL. */
    public static final int IFNAMSIZ = 16;

    public static final int IFF_UP = 0x1;
    public static final int IFF_BROADCAST = 0x2;
    public static final int IFF_DEBUG = 0x4;
    public static final int IFF_LOOPBACK = 0x8;
    public static final int IFF_POINTOPOINT = 0x10;
    /** Of 14 on; 0x20 is no documented flag in 12, and IFF_KNOWSEPOCH in 13. */
    public static final int IFF_NEEDSEPOCH = 0x20;

    public static final int IFF_RUNNING = 0x40;
    public static final int IFF_NOARP = 0x80;
    public static final int IFF_PROMISC = 0x100;
    public static final int IFF_ALLMULTI = 0x200;
    public static final int IFF_OACTIVE = 0x400;
    public static final int IFF_SIMPLEX = 0x800;
    public static final int IFF_LINK0 = 0x1000;
    public static final int IFF_LINK1 = 0x2000;
    public static final int IFF_LINK2 = 0x4000;
    public static final int IFF_MULTICAST = 0x8000;
    public static final int IFF_CANTCONFIG = 0x10000;
    public static final int IFF_PPROMISC = 0x20000;
    public static final int IFF_MONITOR = 0x40000;
    public static final int IFF_STATICARP = 0x80000;
    /** Of 14 on. */
    public static final int IFF_STICKYARP = 0x100000;

    public static final int IFF_DYING = 0x200000;
    public static final int IFF_RENAMING = 0x400000;

    public static final int IFT_ETHER = 0x6;
    public static final int IFT_LOOP = 0x18;
    /** The type of a lagg's ports; the lagg itself is IFT_ETHER. */
    public static final int IFT_IEEE8023ADLAG = 0xa1;

    public static final int LINK_STATE_UNKNOWN = 0;
    public static final int LINK_STATE_DOWN = 1;
    public static final int LINK_STATE_UP = 2;

    public static final int IN6_IFF_ANYCAST = 0x1;
    public static final int IN6_IFF_TENTATIVE = 0x2;
    public static final int IN6_IFF_DUPLICATED = 0x4;
    public static final int IN6_IFF_DETACHED = 0x8;
    public static final int IN6_IFF_DEPRECATED = 0x10;
    public static final int IN6_IFF_NODAD = 0x20;
    public static final int IN6_IFF_AUTOCONF = 0x40;
    public static final int IN6_IFF_TEMPORARY = 0x80;
    public static final int IN6_IFF_PREFER_SOURCE = 0x100;

    private NetIf() {}
}
