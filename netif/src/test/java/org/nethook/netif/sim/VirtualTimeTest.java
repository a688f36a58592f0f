package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.netif.Timer.Scheduled;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> log = new ArrayList<>();

    private Scheduled after(int seconds, String name) {
        return time.after(
                Duration.ofSeconds(seconds), name, () -> log.add(time.elapsed().toSeconds() + " " + name));
    }

    @Test
    void shouldRunTasksByDueTimeAndThenInTheOrderTheyWereGiven() {
        after(5, "late");
        after(1, "first");
        after(1, "second");
        time.runUntil(Duration.ofSeconds(10));
        assertEquals(List.of("1 first", "1 second", "5 late"), log);
        assertEquals(Duration.ofSeconds(10), time.elapsed());
        assertEquals(Instant.parse("2026-01-01T00:00:10Z"), time.instant());
    }

    @Test
    void shouldLeaveLaterTasksForLater() {
        after(5, "at the end");
        after(6, "after it");
        time.runUntil(Duration.ofSeconds(5));
        assertEquals(List.of("5 at the end"), log);
    }

    @Test
    void shouldRunATaskGivenByATaskAtTheSameInstantAfterThoseGivenBefore() {
        time.after(Duration.ofSeconds(1), "outer", () -> {
            log.add("outer");
            time.after(Duration.ZERO, "inner", () -> log.add("inner"));
        });
        after(1, "neighbour");
        time.runUntil(Duration.ofSeconds(1));
        assertEquals(List.of("outer", "1 neighbour", "inner"), log);
    }

    @Test
    void shouldSayWhetherCancellingKeptATaskFromRunning() {
        Scheduled kept = after(1, "cancelled");
        assertTrue(kept.cancel());
        assertFalse(kept.cancel());
        Scheduled ran = after(1, "ran");
        time.runUntil(Duration.ofSeconds(1));
        assertFalse(ran.cancel());
        assertEquals(List.of("1 ran"), log);
    }

    @Test
    void shouldShowTheObserverEveryStateBeforeTheClockLeavesIt() {
        time.afterEachTask(() -> log.add("seen at " + time.elapsed().toSeconds()));
        after(2, "task");
        time.runUntil(Duration.ofSeconds(3));
        assertEquals(List.of("seen at 0", "2 task", "seen at 2", "seen at 2"), log);
    }

    @Test
    void shouldTellTheHandlerOfATaskThatThrewAndGoOn() {
        time.onFailure((purpose, e) -> log.add(purpose + ": " + e.getMessage()));
        time.after(Duration.ZERO, "bad", () -> {
            throw new java.io.IOException("broken");
        });
        after(0, "good");
        time.runUntil(Duration.ZERO);
        assertEquals(List.of("bad: broken", "0 good"), log);
    }

    @Test
    void shouldThrowWhatATaskThrewWhenNobodyHandlesIt() {
        time.after(Duration.ZERO, "bad", () -> {
            throw new java.io.IOException("broken");
        });
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> time.runUntil(Duration.ZERO));
        assertEquals("bad: broken", e.getMessage());
        after(1, "still works");
        time.runUntil(Duration.ofSeconds(1));
        assertEquals(List.of("1 still works"), log);
    }

    @Test
    void shouldRefuseToGoBackToRunFromWithinAndToWaitANegativeTime() {
        time.runUntil(Duration.ofSeconds(2));
        assertThrows(IllegalArgumentException.class, () -> time.runUntil(Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> after(-1, "never"));
        time.after(Duration.ZERO, "nested", () -> time.runUntil(Duration.ofSeconds(9)));
        assertThrows(IllegalStateException.class, () -> time.runUntil(Duration.ofSeconds(3)));
    }
}
