package org.nethook.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Maven that builds nethook, offline and with what it has downloaded for that: as a newcomer has it, without anything of
 * nethook in the local repository, and such that nothing is added to the builder's.
 */
record Maven(Path directory) implements AutoCloseable {
    /** For what runs for seconds only: a build of a small plugin, and its tests. */
    private static final String BRIEF_JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /**
     * Writes a {@code mvn} for the search path.
     *
     * @param directory where to; it is made
     */
    static Maven in(Path directory) throws IOException {
        Path real = Path.of(System.getProperty("mavenHome"), "bin", "mvn");
        Path repository = Path.of(System.getProperty("localRepository"));
        assumeTrue(Files.isExecutable(real), "the Maven of this build cannot be run again: there is no " + real);
        assumeTrue(
                Files.isDirectory(repository.resolve("org/junit/jupiter")),
                "Maven cannot work offline: " + repository + " has not what nethook is built with");
        Path view = Files.createDirectories(directory.resolve("repository"));
        link(repository, view, "org");
        link(repository.resolve("org"), Files.createDirectory(view.resolve("org")), "nethook");
        Path mvn = directory.resolve("mvn");
        Files.writeString(
                mvn,
                "#!/bin/sh\nexport MAVEN_OPTS='" + BRIEF_JVM + "'\nexec '" + real + "' -o -B '-Dmaven.repo.local="
                        + view + "' -Dstyle.color=never '-DargLine=" + BRIEF_JVM + "' \"$@\"\n");
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Maven(directory);
    }

    /** The program. */
    String program() {
        return directory.resolve("mvn").toString();
    }

    /** Removes everything; what the links lead to stays. */
    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Collections.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(file.getFileName()), file);
                }
            }
        }
    }
}
