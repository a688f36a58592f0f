package org.nethook.hypervvf.failover;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;

/**
 * The state a plan is computed from.
 *
 * @param netifs all interfaces
 * @param routes all routes
 * @param dhcpRuns whether a DHCP client runs on the hn
 * @param dhcpWanted whether the system's configuration wants one there
 */
record Machine(List<Netif> netifs, List<Route> routes, boolean dhcpRuns, boolean dhcpWanted) {

    Optional<Netif> find(String ifName) {
        return netifs.stream().filter(n -> n.ifName().equals(ifName)).findFirst();
    }

    /** The lagg that this interface is a port of. */
    Optional<Netif> laggOf(String port) {
        return netifs.stream()
                .filter(n -> n.lagg().filter(l -> l.hasPort(port)).isPresent())
                .findFirst();
    }

    /** The first lagg name no interface has. */
    String freeLaggName() {
        int unit = 0;
        while (find("lagg" + unit).isPresent()) {
            unit++;
        }
        return "lagg" + unit;
    }
}
