package org.nethook.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneShotTest {

    @Test
    void shouldTakeTheMiddleOfWhatWasMeasured() {
        assertEquals(2.0, sample(9_000_000, 1_000_000, 2_000_000).medianMillis());
        assertEquals(2.5, sample(9_000_000, 1_000_000, 2_000_000, 3_000_000).medianMillis());
        assertThrows(IllegalStateException.class, () -> new Sample().medianMillis());
    }

    @Test
    void shouldTellWhatSoManyInAHundredDoNotExceed() {
        Sample sample = sample(4_000_000, 1_000_000, 3_000_000, 2_000_000);
        assertEquals(2.0, sample.percentileMillis(50));
        assertEquals(4.0, sample.percentileMillis(99));
        assertThrows(IllegalStateException.class, () -> new Sample().percentileMillis(50));
    }

    @Test
    void shouldAllowTheLimitAndNoMore() {
        assertTrue(new Ratio(160, 40, 4.0).holds());
        assertFalse(new Ratio(161, 40, 4.0).holds());
        assertEquals("{\"median_ms\":130.00,\"ratio\":3.25,\"limit\":4.00}", new Ratio(130, 40, 4.0).json());
    }

    @Test
    void shouldMeasureOnlyWhatDidItsWork() throws InterruptedException {
        assertTrue(contestant("echo done", "done").run() > 0);
        assertThrows(
                IllegalStateException.class,
                () -> contestant("echo other", "done").run());
        assertThrows(
                IllegalStateException.class,
                () -> contestant("echo done; exit 1", "done").run());
    }

    private static Contestant contestant(String script, String proof) {
        return new Contestant(List.of("sh", "-c", script), Map.of(), proof, new Sample());
    }

    private static Sample sample(long... nanos) {
        Sample sample = new Sample();
        for (long one : nanos) {
            sample.add(one);
        }
        return sample;
    }
}
