package org.nethook.netif.source;

/**
 * A source that several threads can listen to in turn: while one is busy with what it heard, the next message ends the wait of
 * another. A thread by itself uses {@link #run}.
 */
public interface SharedSource extends EventSource {

    /** What came of a {@link #next}. */
    enum Step {
        /** There may be more at once. */
        MORE,
        /** There is nothing more before the next {@link #await} returns. */
        NOTHING,
        /** There will never be more: {@link #close()} was called. */
        END
    }

    /**
     * Gets ready for the first {@link #next}.
     *
     * @param sink is told of everything, on the threads that call {@link #next}
     * @throws IllegalStateException when it has begun before
     */
    void begin(EventSink sink);

    /**
     * Waits until there may be something for {@link #next}, on any number of threads at once: a message ends the wait of one.
     * While there is no connection they wait for it.
     */
    void await();

    /**
     * Tells of the next message if there is one, without waiting for it; where there is no connection makes one, and waits
     * before it tries again. For one thread at a time, which has to see what those before did.
     */
    Step next();

    @Override
    default void run(EventSink sink) {
        begin(sink);
        Step step;
        while ((step = next()) != Step.END) {
            if (step == Step.NOTHING) {
                await();
            }
        }
    }
}
