package org.nethook.netif.source;

/** Something that tells of events as they happen, and reconnects by itself when it is cut off. Runs once. */
public interface EventSource extends AutoCloseable {

    /** What it listens to, for status and logs, such as {@code devd} or a file's name. */
    String name();

    /**
     * Listens, on the calling thread, until {@link #close()} or until there is nothing more to come. Failures are no
     * exceptions: they are told as a state, and tried again with growing pauses of at most {@link Backoff#LONGEST}.
     *
     * <p>What it promises: an event that was sent while it listened is given to the sink once and in order, or a gap is
     * told after it; none is given twice.
     *
     * @param sink is told of everything, on this thread
     * @throws IllegalStateException when it has run before
     */
    void run(EventSink sink);

    /** Ends {@link #run} promptly, from any thread; when that has not begun, it will return at once. */
    @Override
    void close();
}
