package org.nethook.ipinjection.plan;

import java.util.Objects;
import org.nethook.api.netif.Route;

/**
 * A route that somebody set, or that came from a router.
 *
 * @param route the route
 * @param fib the table it stands in
 */
record TableRoute(Route route, int fib) {
    TableRoute {
        Objects.requireNonNull(route);
    }

    boolean isV4() {
        return route.destination().isV4();
    }
}
