package org.nethook.host.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;

/**
 * What a run left behind.
 *
 * @param outage the longest time without a working path once there had been one; empty when there never was one
 * @param outageCalls the most system calls that were made in a row while there was no working path; virtual time stands still meanwhile
 * @param endsWithoutPath whether the last of it had not ended
 * @param interfaces every interface, in the order of their index
 * @param routes every route
 * @param lines what became of the lines of a recording; empty when a scenario ran
 */
public record Summary(
        Optional<Duration> outage,
        int outageCalls,
        boolean endsWithoutPath,
        List<Netif> interfaces,
        List<Route> routes,
        Optional<LineCounts> lines) {

    public Summary {
        Objects.requireNonNull(outage);
        Objects.requireNonNull(lines);
        interfaces = List.copyOf(interfaces);
        routes = List.copyOf(routes);
    }

    /** The outage in whole milliseconds, rounded up so that an outage never reads as none. */
    public Optional<Long> outageMillis() {
        return outage.map(time -> time.plusNanos(999_999).toMillis());
    }
}
