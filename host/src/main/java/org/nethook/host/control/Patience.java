package org.nethook.host.control;

import java.time.Duration;

/**
 * How long the server waits for a client.
 *
 * @param sign after how long without an end of the answer, and how often from then on, the client is told that it is worked on
 * @param request how long a request that has begun may take to come
 * @param idle how long a client may ask nothing
 * @param reading how long a client may leave its answer unread
 */
public record Patience(Duration sign, Duration request, Duration idle, Duration reading) {

    /** What the daemon uses. */
    public static final Patience USUAL =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(5));

    /** The shortest of them. */
    Duration shortest() {
        Duration shortest = sign;
        for (Duration each : new Duration[] {request, idle, reading}) {
            shortest = each.compareTo(shortest) < 0 ? each : shortest;
        }
        return shortest;
    }
}
