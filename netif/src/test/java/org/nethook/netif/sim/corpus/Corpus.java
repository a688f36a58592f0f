package org.nethook.netif.sim.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recordings: those beside the tests, or those below the folder that the system property nethook.corpus names. */
final class Corpus {
    static final String PROPERTY = "nethook.corpus";

    private Corpus() {}

    static boolean isOwn() {
        return System.getProperty(PROPERTY) == null;
    }

    static List<Recording> recordings() {
        List<Recording> recordings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (file.toString().matches(".*\\.jsonl(\\.gz)?")) {
                    recordings.add(Recording.read(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recordings;
    }

    private static Path folder() {
        try {
            return isOwn()
                    ? Path.of(Corpus.class.getResource("/corpus").toURI())
                    : Path.of(System.getProperty(PROPERTY));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
