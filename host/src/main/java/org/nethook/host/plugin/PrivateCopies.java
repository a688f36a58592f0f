package org.nethook.host.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Copies of jars that nobody else touches. A JVM keeps an index of each open jar; one that is written over under its
 * classes' feet ends in errors far from their cause.
 */
final class PrivateCopies {
    private final Path directory;
    private final Map<Path, Path> originals = new HashMap<>();

    PrivateCopies(Path directory) {
        this.directory = directory;
    }

    /**
     * A copy of this jar.
     *
     * @throws UnusableJarException when it cannot be made
     */
    Path of(Path jar) {
        Path copy = directory.resolve(jar.getFileName());
        try {
            Files.copy(jar, copy, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UnusableJarException(e, "it cannot be copied to " + directory + ": " + e.getMessage());
        }
        originals.put(copy, jar);
        return copy;
    }

    /** What this is a copy of. */
    Path originalOf(Path copy) {
        return originals.get(copy);
    }

    /** Removes the copies, and their directory. */
    void delete() {
        try {
            for (Path copy : originals.keySet()) {
                Files.deleteIfExists(copy);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LoggerFactory.getLogger(PrivateCopies.class).warn("copies of plugins are left behind: {}", e.getMessage());
        }
    }
}
