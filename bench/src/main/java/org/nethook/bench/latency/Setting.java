package org.nethook.bench.latency;

import java.nio.file.Path;

/**
 * What bench/latency has prepared.
 *
 * @param java the JVM
 * @param jar the benchmark's jar, which is a plugin of the image too
 * @param image an image with an archive of its classes
 * @param work a directory for whatever is needed
 * @param rounds how often things are measured that take long
 */
record Setting(String java, String jar, Path image, Path work, int rounds) {
    String launcher() {
        return image.resolve("bin/nethook").toString();
    }
}
