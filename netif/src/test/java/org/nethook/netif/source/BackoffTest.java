package org.nethook.netif.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A4")
class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void shouldDoubleUpToTheLongest() {
        Duration most = Backoff.SHORTEST;
        for (int i = 0; i < 20; i++) {
            Duration pause = backoff.next();
            assertTrue(pause.compareTo(most) <= 0, pause + " of " + most);
            assertTrue(pause.multipliedBy(2).compareTo(most) >= 0, pause + " of " + most);
            Duration doubled = most.multipliedBy(2);
            most = doubled.compareTo(Backoff.LONGEST) < 0 ? doubled : Backoff.LONGEST;
        }
        assertEquals(Backoff.LONGEST, most);
    }

    @Test
    void shouldScatter() {
        Set<Duration> pauses = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            backoff.reset();
            pauses.add(backoff.next());
        }
        assertTrue(pauses.size() > 5, pauses.toString());
    }

    @Test
    void shouldBeginAnewAfterASuccess() {
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        backoff.reset();
        assertTrue(backoff.next().compareTo(Backoff.SHORTEST) <= 0);
    }
}
