package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StartRunTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<Integer> started = new ArrayList<>();

    @Test
    void shouldStartOneAfterTheOther() {
        StartRun run = new StartRun(number -> () -> started.add(number), 1, 4);
        assertNull(run.await(LONG));
        assertEquals(List.of(1, 2, 3), started);
        assertEquals(4, run.at());
    }

    /** What comes of one that was given up is never taken note of, however late it is. */
    @Test
    void shouldGiveUpTheOneThatDoesNotEndAndForgetWhatComesOfIt() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        StartRun run = new StartRun(
                number -> {
                    if (number == 1) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.set(true);
                        }
                    }
                    return () -> started.add(number);
                },
                0,
                3);
        String reason = run.await(Duration.ofMillis(50));
        assertTrue(reason.endsWith(" has run for 0 s, longer than host.hook-timeout; interrupted"), reason);
        assertTrue(interrupted.get());
        assertEquals(1, run.at());
        assertEquals(List.of(0), started);
    }

    @Test
    void shouldThrowWhatIsAMistakeOfTheHost() {
        StartRun run = new StartRun(
                number -> {
                    throw new IllegalArgumentException("a bug");
                },
                0,
                1);
        assertEquals(
                "a bug",
                assertThrows(IllegalStateException.class, () -> run.await(LONG))
                        .getCause()
                        .getMessage());
    }
}
