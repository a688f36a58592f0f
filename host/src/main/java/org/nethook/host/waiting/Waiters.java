package org.nethook.host.waiting;

import java.io.IOException;
import java.nio.file.Path;

/** Starts processes that sleep until the time of a file has come, and knows which processes live. */
public interface Waiters {

    /**
     * Starts one that has nethook do what a file says when its time has come, whatever that time is by then, and that ends when the
     * file is gone or belongs to another process.
     *
     * @return its process number
     * @throws IOException when it cannot be started
     */
    long start(Path file) throws IOException;

    /** When a living process started, in milliseconds since 1970; 0 when the system does not say, -1 when there is none. */
    long started(long pid);

    /** The number of this process. */
    long self();
}
