package org.nethook.host.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.netif.Timer.Scheduled;

class WaitingTimerTest {
    private Instant now = Instant.EPOCH;
    private final List<String> ran = new ArrayList<>();
    private final WaitingTimer timer = new WaitingTimer(() -> now, time -> now = now.plus(time));

    @Test
    void shouldRunTasksInTheOrderTheyAreDueAndWaitForEach() throws Exception {
        timer.after(Duration.ofSeconds(5), "late", () -> ran.add("late at " + now.getEpochSecond()));
        timer.after(Duration.ofSeconds(1), "first", () -> {
            ran.add("first at " + now.getEpochSecond());
            timer.after(Duration.ofSeconds(1), "added", () -> ran.add("added at " + now.getEpochSecond()));
        });
        timer.drain();
        assertEquals(List.of("first at 1", "added at 2", "late at 5"), ran);
    }

    @Test
    void shouldNeitherRunNorWaitForACancelledTask() throws Exception {
        Scheduled task = timer.after(Duration.ofSeconds(60), "x", () -> ran.add("x"));
        assertTrue(task.cancel());
        assertFalse(task.cancel());
        timer.drain();
        assertEquals(List.of(), ran);
        assertEquals(Instant.EPOCH, now);
    }
}
