package org.nethook.netif.sim.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Makes recorded calls in an order nobody recorded: the simulated kernel may refuse them, but not break down. */
@Tag("corpus")
class AnyOrderTest {
    private static final int CALLS = 150;

    @Test
    void shouldRefuseRatherThanBreakDown() {
        List<String> failures = new ArrayList<>();
        Random random = new Random(1);
        for (Recording recording : Corpus.recordings()) {
            Result result = Replay.of(shuffled(recording, random));
            for (Outcome outcome : result.outcomes()) {
                if (outcome.difference() != null && outcome.difference().startsWith(Replay.BROKE_DOWN)) {
                    failures.add(recording + " seq " + outcome.exchange().seq() + ": " + outcome.difference());
                }
            }
        }
        assertEquals(List.of(), failures);
    }

    private static Recording shuffled(Recording recording, Random random) {
        List<Exchange> some = new ArrayList<>();
        List<Exchange> calls = new ArrayList<>();
        for (Exchange exchange : recording.exchanges()) {
            if (exchange.isNote()
                    || exchange.call().equals("socket")
                    || exchange.call().equals("open")) {
                some.add(exchange);
            } else if (!exchange.isMessage()) {
                calls.add(exchange);
            }
        }
        for (int i = 0; i < CALLS && !calls.isEmpty(); i++) {
            some.add(calls.get(random.nextInt(calls.size())));
        }
        return new Recording(recording.folder(), recording.name(), recording.release(), some);
    }
}
