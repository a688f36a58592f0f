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
}
