package org.nethook.api.netif.attribute;

/** What kind of link an interface has (net/if_types.h on FreeBSD, net/if_arp.h on Linux). */
public enum InterfaceType {
    /** Ethernet, and what looks like it: epair, tap, and a lagg itself. */
    ETHERNET,
    /** The machine itself. */
    LOOPBACK,
    /** A port of a lagg; the kernel gives it this type while it is one, whatever it is else. */
    LAGG_PORT,
    /** A VLAN on another interface. */
    VLAN,
    /** A bridge. */
    BRIDGE,
    /** IP in something else: gif, gre, stf, tun, WireGuard. */
    TUNNEL,
    /** PPP, and serial or parallel lines. */
    POINT_TO_POINT,
    /** IEEE 802.11. */
    WIRELESS,
    /** InfiniBand. */
    INFINIBAND,
    /** None of these; the number says which. */
    OTHER
}
