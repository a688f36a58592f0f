package org.nethook.host.control;

import java.time.Duration;

/** Takes an answer, line by line. A client that is gone or does not read loses it; nobody waits for it for long. */
public interface Reply {
    /** After so long a thread that was {@linkplain #lend lent} has been replaced by another one. */
    Duration TAKEN_OVER = Duration.ofMillis(200);

    /** A line for standard output; a line break in it starts another one. */
    void out(String line);

    /** A line for standard error; a line break in it starts another one. */
    void err(String line);

    /** Whether the client is still there, as far as is known. What streams without end asks this. */
    boolean isWanted();

    /**
     * Does the work on the calling thread, which the client waits for anyway, and then gives the rest of the answer. When the
     * work takes long another thread gives the rest, and sees to the client from then on; this one then never returns from
     * here, but unwinds once the work has ended. The work is not interrupted when the client leaves.
     *
     * @return what {@code rest} returned
     */
    int lend(Runnable work, Rest rest) throws InterruptedException;
}
