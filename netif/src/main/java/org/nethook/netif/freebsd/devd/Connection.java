package org.nethook.netif.freebsd.devd;

import java.io.IOException;

/** One connection to devd, used by one thread but for {@link #interrupt()}. */
interface Connection extends AutoCloseable {

    /**
     * Connects.
     *
     * @throws NotConnectedException when that fails, with a sentence for the operator
     */
    void connect() throws NotConnectedException;

    /**
     * Waits for something and reads it.
     *
     * @return how many bytes; -1 when devd closed the connection
     * @throws IOException when the connection broke, or was interrupted
     */
    int read(byte[] buffer) throws IOException;

    /** Whether each {@link #read} gives one whole message. */
    boolean keepsBoundaries();

    /** Ends a wait in {@link #connect} or {@link #read} at once, from any thread; nothing can be read afterwards. */
    void interrupt();

    /** Frees the descriptor. */
    @Override
    void close();
}
