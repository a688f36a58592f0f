package org.nethook.netif.sim.corpus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the simulated kernel against recordings of real ones. What differs is written to target/corpus, a file for each
 * recording.
 */
@Tag("corpus")
class CorpusTest {
    /** Exchanges of each recording beside these tests that are identical; fewer is a regression. */
    private static final Map<String, Integer> FLOORS = Map.of();

    @Test
    void shouldAnswerAsRecordedKernelsDid() {
        List<String> worse = new ArrayList<>();
        Result.Tally all = new Result.Tally();
        List<Recording> recordings = Corpus.recordings();
        assertFalse(recordings.isEmpty(), "no recordings found");
        for (Recording recording : recordings) {
            Result result = Replay.of(recording);
            result.write(Path.of("target", "corpus"));
            all.add(result);
            System.out.println("corpus: " + recording + ": " + result.tally());
            int floor = Corpus.isOwn() ? FLOORS.getOrDefault(recording.toString(), 0) : 0;
            if (result.tally().identical() < floor) {
                worse.add(recording + ": " + result.tally().identical() + " identical, " + floor + " before");
            }
        }
        System.out.println("corpus: " + all);
        all.masks()
                .forEach((mask, count) -> System.out.println("  masked " + count + " " + mask + ": " + mask.reason()));
        assertTrue(worse.isEmpty(), () -> String.join("\n", worse));
    }
}
