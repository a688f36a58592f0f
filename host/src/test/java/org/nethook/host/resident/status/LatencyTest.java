package org.nethook.host.resident.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private final Latency latency = new Latency();

    @Test
    void shouldBeZeroWithoutMeasurements() {
        assertEquals(new Quantiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO), latency.quantiles());
    }

    @Test
    void shouldNeverReportLessNorMuchMore() {
        long[] values = new Random(1)
                .longs(10_000, 1_000, 1L << 37)
                .map(value -> value >>> (value & 15))
                .filter(value -> value >= 1024)
                .sorted()
                .toArray();
        LongStream.of(values).forEach(latency::record);
        Quantiles quantiles = latency.quantiles();
        assertEquals(values.length, quantiles.count());
        assertClose(values[(values.length * 50 + 99) / 100 - 1], quantiles.p50());
        assertClose(values[(values.length * 90 + 99) / 100 - 1], quantiles.p90());
        assertClose(values[(values.length * 99 + 99) / 100 - 1], quantiles.p99());
        assertClose(values[values.length - 1], quantiles.max());
    }

    @Test
    void shouldTakeWhatIsTooShortOrTooLong() {
        latency.record(0);
        latency.record(-5);
        latency.record(Long.MAX_VALUE);
        Quantiles quantiles = latency.quantiles();
        assertEquals(3, quantiles.count());
        assertEquals(Duration.ofNanos(1023), quantiles.p50());
        assertTrue(quantiles.max().compareTo(Duration.ofMinutes(4)) > 0);
    }

    private static void assertClose(long actual, Duration reported) {
        assertTrue(reported.toNanos() >= actual, actual + " reported as " + reported.toNanos());
        assertTrue(reported.toNanos() <= actual * 9 / 8 + 1, actual + " reported as " + reported.toNanos());
    }
}
