package org.nethook.bench.latency;

import java.nio.file.Path;
import java.util.List;

/**
 * What bench/latency has prepared.
 *
 * @param java the JVM
 * @param jar the benchmark's jar, which is a plugin of the image too
 * @param image an image with an archive of its classes
 * @param work a directory for whatever is needed
 * @param rounds how often things are measured that take long
 * @param missing what is not installed here, by its package
 * @param parts what to measure; all when empty
 */
record Setting(String java, String jar, Path image, Path work, int rounds, List<String> missing, List<String> parts) {
    /** Whether this is to be measured. */
    boolean wants(String part) {
        return parts.isEmpty() || parts.contains(part);
    }

    String launcher() {
        return image.resolve("bin/nethook").toString();
    }
}
