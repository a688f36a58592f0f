package org.nethook.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory that looks like a JDK and whose {@code java} prints its process id, its path and its arguments, a line
 * each. It
 * makes a class-data archive when told to, as a JVM would.
 */
record FakeJava(Path home) {

    /** One whose release file names this version. */
    static FakeJava ofVersion(Path home, String version) throws IOException {
        FakeJava java = answering(
                home,
                "echo $$; printf '%s\\n' \"$0\" \"$@\"\n"
                        + "for a; do case $a in -XX:ArchiveClassesAtExit=*) echo archive >\"${a#*=}\" ;; esac; done\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return java;
    }

    /** One without a release file, whose {@code java} runs these lines of sh. */
    static FakeJava answering(Path home, String script) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FakeJava(home);
    }

    Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return home.toString();
    }
}
