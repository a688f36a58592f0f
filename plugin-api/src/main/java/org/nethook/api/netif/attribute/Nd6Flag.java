package org.nethook.api.netif.attribute;

/** How an interface takes part in IPv6 neighbour discovery ({@code ND6_IFF_…} in netinet6/nd6.h, ifconfig(8)). */
public enum Nd6Flag {
    /** Looks whether neighbours can still be reached. */
    PERFORMNUD,
    /** Configures itself by the advertisements of routers. */
    ACCEPT_RTADV,
    /** Its addresses are preferred as source addresses. */
    PREFER_SOURCE,
    /** No IPv6 on this interface; adding an IPv6 address clears it. */
    IFDISABLED,
    /** Addresses do not bring a route to their network. */
    DONT_SET_IFROUTE,
    /** Gives itself a link-local address when it is brought up. */
    AUTO_LINKLOCAL,
    /** Takes no default route from routers. */
    NO_RADR,
    /** Not chosen as the default interface. */
    NO_PREFER_IFACE,
    /** New addresses are usable at once, without duplicate address detection. */
    NO_DAD
}
