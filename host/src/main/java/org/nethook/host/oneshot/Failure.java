package org.nethook.host.oneshot;

import java.util.List;
import org.nethook.api.ExitStatus;

/** A command cannot do its work: what to tell the user, and the exit status. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> lines;

    /**
     * @param status one of {@link ExitStatus}
     * @param line what to tell
     */
    public Failure(int status, String line) {
        this(status, List.of(line), null);
    }

    /**
     * @param status one of {@link ExitStatus}
     * @param lines what to tell
     * @param cause shown with {@code --debug}; may be null
     */
    public Failure(int status, List<String> lines, Throwable cause) {
        super(String.join("\n", lines), cause);
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** What to tell, one line each. */
    public List<String> lines() {
        return lines;
    }
}
