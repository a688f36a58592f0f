package org.nethook.host.resident.status;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long something took, as a histogram of 8 buckets per power of two from 1 microsecond to 4.6 minutes: a percentile is
 * at most an eighth too high, never too low. A fixed kilobyte or two. Safe for use by several threads.
 */
public final class Latency {
    private static final int STEPS_BITS = 3;
    private static final int STEPS = 1 << STEPS_BITS;
    private static final int FIRST_POWER = 10;
    private static final int LAST_POWER = 37;

    private final AtomicLongArray buckets = new AtomicLongArray((LAST_POWER - FIRST_POWER + 1) * STEPS + 1);

    /** Takes one measurement. */
    public void record(long nanos) {
        buckets.getAndIncrement(bucket(nanos));
    }

    private int bucket(long nanos) {
        if (nanos < 1L << FIRST_POWER) {
            return 0;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (power > LAST_POWER) {
            return buckets.length() - 1;
        }
        int step = (int) (nanos >>> (power - STEPS_BITS)) & (STEPS - 1);
        return 1 + (power - FIRST_POWER) * STEPS + step;
    }

    /** The longest that falls into the bucket. */
    private static long upperBound(int bucket) {
        if (bucket == 0) {
            return (1L << FIRST_POWER) - 1;
        }
        int power = FIRST_POWER + (bucket - 1) / STEPS;
        int step = (bucket - 1) % STEPS;
        return (1L << power) + ((long) (step + 1) << (power - STEPS_BITS)) - 1;
    }

    /** The percentiles of all measurements so far. */
    public Quantiles quantiles() {
        long[] counts = new long[buckets.length()];
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets.get(i);
            total += counts[i];
        }
        return new Quantiles(
                total,
                quantile(counts, total, 50),
                quantile(counts, total, 90),
                quantile(counts, total, 99),
                max(counts));
    }

    private static Duration quantile(long[] counts, long total, int percent) {
        long rank = (total * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return Duration.ofNanos(upperBound(i));
            }
        }
        return Duration.ZERO;
    }

    private static Duration max(long[] counts) {
        for (int i = counts.length - 1; i >= 0; i--) {
            if (counts[i] > 0) {
                return Duration.ofNanos(upperBound(i));
            }
        }
        return Duration.ZERO;
    }
}
