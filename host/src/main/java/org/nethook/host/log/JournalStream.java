package org.nethook.host.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether standard error is a stream to systemd's journal, which reads a priority at the beginning of each line (sd-daemon(3)). */
public final class JournalStream {
    private static final Path STANDARD_ERROR = Path.of("/dev/stderr");

    private JournalStream() {}

    /** Whether standard error of this process goes to the journal now. */
    public static boolean isStandardError() {
        return is(System.getenv("JOURNAL_STREAM"), STANDARD_ERROR);
    }

    /**
     * Whether a file is the stream of that name. The variable outlives redirections: it counts only while it names what is
     * really there.
     *
     * @param stream {@code DEVICE:INODE}, as JOURNAL_STREAM has it; null when there is none
     */
    static boolean is(String stream, Path file) {
        if (stream == null) {
            return false;
        }
        try {
            return stream.equals(Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
