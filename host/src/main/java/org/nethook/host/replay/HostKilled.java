package org.nethook.host.replay;

import java.time.Duration;
import java.util.Optional;

/** Ends a simulated host in the middle of whatever it does. An error, so that nothing on the way takes it for its own. */
public final class HostKilled extends Error {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> startsAgainAfter;

    private HostKilled(Optional<Duration> startsAgainAfter) {
        super("the host is killed", null, false, false);
        this.startsAgainAfter = startsAgainAfter;
    }

    /** Nobody starts it again by itself. */
    public static HostKilled forGood() {
        return new HostKilled(Optional.empty());
    }

    /** Somebody starts it again after that time, during which events are lost; zero or more. */
    public static HostKilled startedAgainAfter(Duration down) {
        return new HostKilled(Optional.of(down));
    }

    Optional<Duration> startsAgainAfter() {
        return startsAgainAfter;
    }
}
