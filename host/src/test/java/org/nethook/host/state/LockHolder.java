package org.nethook.host.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that takes the lock and keeps it until it is killed. */
final class LockHolder {
    private LockHolder() {}

    static Process start(Path directory) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        new DiskStorage(Path.of(arguments[0])).lock(Duration.ZERO);
        System.out.println("locked");
        System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
