package org.nethook.host.replay;

import java.time.Duration;
import java.util.Optional;

/** Measures how long there was no working path. What happens within one instant takes no time. */
final class OutageMeter {
    private Duration longest;
    private Duration lostAt;

    /** Is told at each instant, in the order of time, whether there is a working path. */
    void observe(Duration at, boolean works) {
        if (works) {
            longest = outageAt(at);
            lostAt = null;
        } else if (longest != null && lostAt == null) {
            lostAt = at;
        }
    }

    /** The longest outage up to then; empty when there has been no working path yet. */
    Optional<Duration> longest(Duration at) {
        return longest == null ? Optional.empty() : Optional.of(outageAt(at));
    }

    /** Whether there was a path and now is none. */
    boolean isOut() {
        return lostAt != null;
    }

    private Duration outageAt(Duration at) {
        Duration before = longest == null ? Duration.ZERO : longest;
        Duration current = lostAt == null ? Duration.ZERO : at.minus(lostAt);
        return current.compareTo(before) > 0 ? current : before;
    }
}
