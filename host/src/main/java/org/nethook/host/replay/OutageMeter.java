package org.nethook.host.replay;

import java.time.Duration;
import java.util.Optional;

/**
 * Measures how long there was no working path. What happens within one instant takes no time, a system call neither; so the calls that were
 * made meanwhile are counted, too.
 */
final class OutageMeter {
    private Duration longest;
    private Duration lostAt;
    private boolean everWorked;
    private int calls;
    private int mostCalls;

    /** Is told after each system call of the host whether there is a working path now. */
    void called(boolean works) {
        everWorked |= works;
        calls = works || !everWorked ? 0 : calls + 1;
        mostCalls = Math.max(mostCalls, calls);
    }

    /** The most system calls that were made in a row while there was no path that there had been before. */
    int mostCalls() {
        return mostCalls;
    }

    /** Is told at each instant, in the order of time, whether there is a working path. */
    void observe(Duration at, boolean works) {
        everWorked |= works;
        if (works) {
            calls = 0;
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
