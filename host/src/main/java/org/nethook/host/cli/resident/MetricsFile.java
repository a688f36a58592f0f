package org.nethook.host.cli.resident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.nethook.host.daemon.Resident;
import org.nethook.host.resident.status.MetricsText;

/**
 * Keeps a file with the metrics, for whoever collects files, such as node_exporter's textfile collector. It is replaced as a
 * whole, and only when something in it changed; it has mode 0644.
 */
final class MetricsFile {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Resident resident;
    private Path written;
    private String last = "";
    private boolean failed;

    MetricsFile(Resident resident) {
        this.resident = resident;
    }

    /** Begins, on a thread of its own that ends with the host. */
    void start() {
        Thread thread = new Thread(this::keep, "nethook-metrics");
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        try {
            do {
                look();
            } while (!resident.awaitEnd(EVERY));
            look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the file where one is configured and something has changed; returns whether it did. */
    boolean look() {
        Optional<Path> file = resident.config().resident().metricsFile();
        if (file.isEmpty()) {
            return false;
        }
        String text = MetricsText.of(resident.dispatcher().status());
        if (text.equals(last) && file.get().equals(written) && Files.exists(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            write(file.get(), text);
            written = file.get();
            last = text;
            failed = false;
            return true;
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                resident.dispatcher()
                        .journal()
                        .alarm(
                                "nethook",
                                "the metrics file cannot be written: " + file.get() + ": " + reason(e, file.get()));
            }
            return false;
        }
    }

    private static String reason(IOException e, Path file) {
        String message = e.getMessage();
        return message == null || message.startsWith(file.toString())
                ? e.getClass().getSimpleName()
                : message;
    }

    private static void write(Path file, String text) throws IOException {
        // in the same directory, hidden, and without the ending that collectors look for
        Path next = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            Files.writeString(next, text, StandardOpenOption.WRITE);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
