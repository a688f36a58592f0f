package org.nethook.netif.machine;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.nethook.netif.Platform;
import org.nethook.netif.freebsd.devd.DevdSource;
import org.nethook.netif.source.EventSource;
import org.nethook.netif.source.RecordedSource;

/** Opens a source of events by the name that an operator gives it. */
public final class Sources {
    /** The machine's own source. */
    public static final String SYSTEM = "system";

    /** What is allowed, as the end of the sentence "must be …". */
    public static final String ALLOWED =
            "\"system\", \"-\" for standard input, \"devd:SOCKET\" for a stream socket like devd's, or a file of lines";

    private static final String DEVD = "devd:";

    private Sources() {}

    /**
     * Makes a source; nothing is listened to yet.
     *
     * @param name {@link #ALLOWED}
     * @param platform whose own source it may be
     * @param clock says when an event was heard
     * @throws IllegalArgumentException when there is no such source; the message is one line for the operator
     */
    public static EventSource open(String name, Platform platform, InstantSource clock) {
        try {
            if (name.equals(SYSTEM)) {
                return platform.events(clock);
            }
            if (name.equals("-")) {
                return RecordedSource.standardInput(clock);
            }
            if (name.startsWith(DEVD) && name.length() > DEVD.length()) {
                return DevdSource.stream(Path.of(name.substring(DEVD.length())), clock);
            }
            Path file = Path.of(name);
            if (!name.isEmpty() && Files.exists(file)) {
                return RecordedSource.file(file, clock);
            }
        } catch (InvalidPathException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "source \"" + name + "\" cannot be used (" + e.getMessage() + "); it must be " + ALLOWED, e);
        }
        throw new IllegalArgumentException("there is no source \"" + name + "\"; it must be " + ALLOWED);
    }
}
