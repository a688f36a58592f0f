package org.nethook.host.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageMeterTest {
    private final OutageMeter meter = new OutageMeter();

    private void observe(long millis, boolean works) {
        meter.observe(Duration.ofMillis(millis), works);
    }

    private Optional<Duration> longestAt(long millis) {
        return meter.longest(Duration.ofMillis(millis));
    }

    @Test
    void shouldNotCountTheTimeBeforeThereWasAPath() {
        observe(0, false);
        assertEquals(Optional.empty(), longestAt(500));
        observe(1000, true);

        assertEquals(Optional.of(Duration.ZERO), longestAt(2000));
    }

    @Test
    void shouldKeepTheLongestOfSeveral() {
        observe(0, true);
        observe(1000, false);
        observe(1300, true);
        observe(2000, false);
        observe(2001, false);
        observe(2700, true);
        observe(3000, false);
        observe(3100, true);

        assertEquals(Optional.of(Duration.ofMillis(700)), longestAt(9000));
        assertFalse(meter.isOut());
    }

    @Test
    void shouldCallALossWithinOneInstantNoOutage() {
        observe(0, true);
        observe(1000, false);
        observe(1000, true);

        assertEquals(Optional.of(Duration.ZERO), longestAt(2000));
    }

    @Test
    void shouldCountAnOutageThatHasNotEnded() {
        observe(0, true);
        observe(1000, false);

        assertEquals(Optional.of(Duration.ofMillis(4000)), longestAt(5000));
        assertTrue(meter.isOut());
    }

    @Test
    void shouldCountTheCallsOfTheWorstOutage() {
        meter.called(false);
        assertEquals(0, meter.mostCalls(), "there has been no path yet");
        meter.called(true);
        meter.called(false);
        meter.called(false);
        meter.called(true);
        meter.called(false);
        assertEquals(2, meter.mostCalls());
        observe(10, true);
        meter.called(false);
        meter.called(false);
        assertEquals(2, meter.mostCalls(), "another outage");
    }
}
