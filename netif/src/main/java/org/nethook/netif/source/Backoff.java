package org.nethook.netif.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, less a random part of up to a half, so that clients that
 * were cut off together do not come back together. For one thread.
 */
public final class Backoff {
    /** The pause after the first failure, before the random part is taken off. */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    /** No pause is longer. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private Duration next = SHORTEST;

    /** @param random where the random part comes from */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause, from {@link #SHORTEST} / 2 to {@link #LONGEST}. */
    public Duration next() {
        long nanos = next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Duration.ofNanos(nanos - random.nextLong(nanos / 2 + 1));
    }

    /** A try went well: the next pause is a short one again. */
    public void reset() {
        next = SHORTEST;
    }
}
