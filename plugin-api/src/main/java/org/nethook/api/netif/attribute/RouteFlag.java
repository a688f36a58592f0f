package org.nethook.api.netif.attribute;

/** Flags of a route by their {@code RTF_} names (net/route.h, route(4)). */
public enum RouteFlag {
    UP,
    GATEWAY,
    HOST,
    /** Packets are answered with an error. */
    REJECT,
    /** Made by a redirect. */
    DYNAMIC,
    /** Changed by a redirect. */
    MODIFIED,
    XRESOLVE,
    LLINFO,
    /** Set by somebody. */
    STATIC,
    /** Packets are dropped silently. */
    BLACKHOLE,
    PROTO1,
    PROTO2,
    PROTO3,
    FIXEDMTU,
    /** Of an address of this machine; cannot be deleted without it. */
    PINNED,
    /** To an address of this machine. */
    LOCAL,
    BROADCAST,
    MULTICAST,
    STICKY
}
