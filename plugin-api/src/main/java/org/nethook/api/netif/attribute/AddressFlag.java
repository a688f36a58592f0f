package org.nethook.api.netif.attribute;

/** What the kernel says of an IPv6 address ({@code IN6_IFF_…} in netinet6/in6_var.h). */
public enum AddressFlag {
    /** Shared by several machines. */
    ANYCAST,
    /** Duplicate address detection has not ended; not usable yet. */
    TENTATIVE,
    /** Another machine has it; never usable. */
    DUPLICATED,
    /** Its router cannot be reached. */
    DETACHED,
    /** Past its preferred lifetime: not chosen for new connections. */
    DEPRECATED,
    /** Usable without duplicate address detection. */
    NODAD,
    /** Made from a router's advertisement. */
    AUTOCONF,
    /** A privacy address, RFC 8981. */
    TEMPORARY,
    /** Preferred when the kernel chooses a source address. */
    PREFER_SOURCE
}
