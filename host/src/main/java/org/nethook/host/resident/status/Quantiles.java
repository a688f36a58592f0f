package org.nethook.host.resident.status;

import java.time.Duration;

/**
 * What a {@link Latency} says. All zero when nothing was measured.
 *
 * @param count how many measurements there were
 * @param p50 half of them took at most this long
 * @param p90 nine in ten took at most this long
 * @param p99 99 in a hundred took at most this long
 * @param max none took longer, where it is below 4.6 minutes
 */
public record Quantiles(long count, Duration p50, Duration p90, Duration p99, Duration max) {}
