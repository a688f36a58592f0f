package org.nethook.netif.sim.corpus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the simulated kernel against recordings of real ones. What differs is written to target/corpus, a file for each
 * recording.
 */
@Tag("corpus")
class CorpusTest {
    @Test
    void shouldAnswerAsRecordedKernelsDid() {
        List<String> worse = new ArrayList<>();
        Properties floors = floors();
        Result.Tally all = new Result.Tally();
        List<Recording> recordings = Corpus.recordings();
        assertFalse(recordings.isEmpty(), "no recordings found");
        for (Recording recording : recordings) {
            Result result = Replay.of(recording);
            result.write(Path.of("target", "corpus"));
            all.add(result);
            System.out.println("corpus: " + recording + ": " + result.tally());
            int floor = Integer.parseInt(floors.getProperty(recording.toString(), "0"));
            if (result.tally().identical() < floor) {
                worse.add(recording + ": " + result.tally().identical() + " identical, " + floor + " before");
            }
        }
        System.out.println("corpus: " + all);
        all.outOfScope()
                .forEach((reason, count) ->
                        System.out.println("  out of scope " + count + " " + reason + ": " + reason.reason()));
        all.masks()
                .forEach((mask, count) -> System.out.println("  masked " + count + " " + mask + ": " + mask.reason()));
        assertTrue(worse.isEmpty(), () -> String.join("\n", worse));
    }

    /** Exchanges of each recording beside these tests that are identical; fewer is a regression. */
    private static Properties floors() {
        Properties floors = new Properties();
        if (Corpus.isOwn()) {
            try (InputStream in = CorpusTest.class.getResourceAsStream("/corpus/floors.properties")) {
                floors.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return floors;
    }
}
