package org.nethook.netif.sim.kernel.state;

/** What neighbour discovery knows of an interface ({@code struct nd_ifinfo} of netinet6/nd6.h). */
public final class NdInfo {
    /** Neighbours that do not answer are found out. */
    public static final int ND6_IFF_PERFORMNUD = 0x1;
    /** Addresses and default routes are made of what routers advertise. */
    public static final int ND6_IFF_ACCEPT_RTADV = 0x2;
    /** IPv6 is switched off. */
    public static final int ND6_IFF_IFDISABLED = 0x8;
    /** The interface gets a link-local address by itself. */
    public static final int ND6_IFF_AUTO_LINKLOCAL = 0x20;
    /** No default routes are made of what routers advertise. */
    public static final int ND6_IFF_NO_RADR = 0x40;
    /** Addresses are used without looking for duplicates first. */
    public static final int ND6_IFF_NO_DAD = 0x100;

    public int flags;
    public int linkMtu;
    public int maxMtu;
    /** Milliseconds. */
    public int baseReachable = 30_000;
    /** Seconds. */
    public int reachable = 30;
    /** Milliseconds. */
    public int retransmit = 1000;

    public int hopLimit = 64;

    /**
     * What SIOCSIFINFO_IN6 sets; 0 leaves a value as it is.
     *
     * @param baseReachable milliseconds
     * @param retransmit milliseconds
     */
    public record Values(int linkMtu, int baseReachable, int retransmit, int hopLimit) {}

    public boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** {@code ND6_IFF_…}. */
    public int flags() {
        return flags;
    }

    /** The MTU of IPv6 on the link; 0 for the interface's. */
    public int linkMtu() {
        return linkMtu;
    }

    /** The interface's MTU when it was last told of it; 0 for an interface that got its MTU after it was attached. */
    public int maxMtu() {
        return maxMtu;
    }

    /** Milliseconds that a neighbour counts as reachable, before chance is added. */
    public int baseReachable() {
        return baseReachable;
    }

    /** Seconds that a neighbour counts as reachable. */
    public int reachable() {
        return reachable;
    }

    /** Milliseconds between two questions. */
    public int retransmit() {
        return retransmit;
    }

    /** The hop limit of what is sent. */
    public int hopLimit() {
        return hopLimit;
    }
}
