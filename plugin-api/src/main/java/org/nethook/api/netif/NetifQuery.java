package org.nethook.api.netif;

import java.util.List;
import java.util.Optional;

/** Reads the kernel's interfaces and routes. Every call asks the kernel anew; usable from any thread. */
public interface NetifQuery {

    /**
     * All interfaces, in the order of their index.
     *
     * @throws NetifException when the kernel refuses
     */
    List<Netif> list() throws NetifException;

    /**
     * One interface.
     *
     * @return empty when there is none of this name
     * @throws NetifException when the kernel refuses
     */
    default Optional<Netif> find(String ifName) throws NetifException {
        for (Netif netif : list()) {
            if (netif.ifName().equals(ifName)) {
                return Optional.of(netif);
            }
        }
        return Optional.empty();
    }

    /**
     * The unicast routes that somebody set: those with a gateway and those of the interfaces' networks, without host
     * routes to the machine's own addresses, cloned or multicast ones.
     *
     * @throws NetifException when the kernel refuses
     */
    List<Route> routes() throws NetifException;

    /**
     * All that one interface says, by some eight calls more than {@link #find}: media, description, groups, neighbour
     * discovery, what the kernel says of its addresses.
     *
     * @return empty when there is none of this name, or it went while it was asked
     * @throws NetifException when the kernel refuses
     */
    Optional<NetifDetails> details(String ifName) throws NetifException;

    /**
     * Every route of one table, also those the kernel made by itself; multicast and host routes too.
     *
     * @param fib 0 to {@link #fibs()} - 1
     * @throws NetifException when the kernel refuses; EINVAL there is no such table
     */
    List<RouteEntry> routeTable(int fib) throws NetifException;

    /**
     * How many routing tables (FIBs, setfib(1)) the kernel has, 1 or more; the sysctl {@code net.fibs} of FreeBSD.
     *
     * @throws NetifException when the kernel refuses
     */
    int fibs() throws NetifException;

    /**
     * The kinds of pseudo-interface that {@link NetifControl#create} can make now, such as {@code lagg}. A kind whose module
     * is not loaded is not among them.
     *
     * @throws NetifException when the kernel refuses
     */
    List<String> cloners() throws NetifException;
}
