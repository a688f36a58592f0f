package org.nethook.netif.sim.kernel.state;

/** Is told what a kernel announces, at the moment it does and with the state it has then. Must not call the kernel. */
public interface KernelListener {

    /** An interface's flags, link or other properties changed (RTM_IFINFO). */
    default void ifInfo(Ifnet ifp) {}

    /** An interface came or went (RTM_IFANNOUNCE); a rename is both. */
    default void announce(Ifnet ifp, boolean arrival) {}

    /** An address came or went (RTM_NEWADDR, RTM_DELADDR). */
    default void address(Ifaddr ifa, boolean added) {}

    /** An interface joined a multicast group or left it (RTM_NEWMADDR, RTM_DELMADDR). */
    default void multicast(Membership membership, boolean joined) {}

    /**
     * A route that the kernel itself keeps came or went (RTM_ADD, RTM_DELETE).
     *
     * @param addrs which sockaddrs the message has
     */
    default void route(Route route, boolean added, int flags, int addrs) {}

    /** The route to an own IPv6 address came or went. */
    default void hostRoute(Ifaddr ifa, boolean added) {}

    /** An own IPv6 address became known on its link. */
    default void neighbour(Ifaddr ifa) {}

    /** A line appeared on /dev/devctl. */
    default void devctl(String line) {}
}
