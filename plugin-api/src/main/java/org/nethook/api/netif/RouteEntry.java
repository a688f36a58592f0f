package org.nethook.api.netif;

import java.util.Objects;
import java.util.Set;
import org.nethook.api.netif.attribute.RouteFlag;

/**
 * A route as it stands in a table of the kernel.
 *
 * @param route the route
 * @param fib the table it stands in, 0 and up
 * @param flags the flags by name, those nethook knows
 * @param rawFlags all flags as the kernel has them
 */
public record RouteEntry(Route route, int fib, Set<RouteFlag> flags, int rawFlags) {

    public RouteEntry {
        Objects.requireNonNull(route);
        flags = Set.copyOf(flags);
    }
}
