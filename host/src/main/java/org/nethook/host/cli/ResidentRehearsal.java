package org.nethook.host.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nethook.api.ExitStatus;
import org.nethook.host.control.ControlClient;

/**
 * Runs one event that is written down, and a resident host for as long as a few requests take, so that their classes are loaded
 * as a start loads them. Neither has plugins, so nobody is told anything, and both keep what they keep in a directory of
 * their own.
 */
final class ResidentRehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[][] REQUESTS = {
        {"event", "NETHOOK", "rehearsal", "CLASS_ARCHIVE", "key=value"}, {"metrics"}
    };

    private final Path directory;
    private final PrintStream nowhere;
    private final CountDownLatch over = new CountDownLatch(1);

    private ResidentRehearsal(Path directory, PrintStream nowhere) {
        this.directory = directory;
        this.nowhere = nowhere;
    }

    /** Runs it; where it cannot be run the archive has less. */
    static void run(PrintStream nowhere) throws IOException {
        Path directory = Files.createTempDirectory("nethook-rehearsal");
        try {
            // a user without a name would not believe its own socket
            if (Files.getOwner(directory).getName().equals(System.getProperty("user.name"))) {
                new ResidentRehearsal(directory, nowhere).run();
            }
        } finally {
            remove(directory);
        }
    }

    private void run() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Path nothing = Files.createFile(directory.resolve("nothing"));
        String[] event = {
            "event",
            "--state=" + directory.resolve("once"),
            "--plugins=" + plugins,
            "--config=" + nothing,
            "NETHOOK",
            "rehearsal",
            "CLASS_ARCHIVE"
        };
        Main.run(event, nowhere, nowhere);
        Thread asking = new Thread(this::ask, "rehearsal");
        asking.setDaemon(true);
        asking.start();
        String[] daemon = {
            "daemon",
            "--run-dir=" + directory,
            "--socket=" + socket(),
            "--state=" + directory.resolve("state"),
            "--plugins=" + plugins,
            "--config=" + nothing,
            "--source=" + nothing
        };
        Main.run(daemon, nowhere, nowhere);
        over.countDown();
    }

    private Path socket() {
        return directory.resolve("socket");
    }

    /** Asks, and has it end. One that does not end takes the process along, rather than keep it for good. */
    private void ask() {
        try {
            ControlClient client = new ControlClient(socket(), PATIENCE);
            long end = System.nanoTime() + PATIENCE.toNanos();
            // the socket is there a moment before somebody listens
            while (client.ask(List.of("ping"), nowhere, nowhere) != ExitStatus.OK && System.nanoTime() - end < 0) {
                if (over.await(10, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            for (String[] request : REQUESTS) {
                client.ask(List.of(request), nowhere, nowhere);
            }
            client.ask(List.of("stop"), nowhere, nowhere);
            if (!over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitStatus.TEMPFAIL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    remove(file);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
