package org.nethook.netif.source;

import org.nethook.api.event.InterfaceEvent;

/**
 * Who takes what a source hears. A source calls it on the one thread of its {@link EventSource#run}, so that the calls
 * come in order.
 *
 * <p>Every method returns at once: it never waits for a plugin, a lock held during one, or room in a queue. devd(8) throws
 * out a client that reads slowly, and Linux drops what a slow reader has no room for; whoever has no room for an event
 * drops it, counts it and resyncs. {@link #awaitRoom} is the one exception.
 */
public interface EventSink {

    /** Something happened. Every event is well formed and has a name that is safe to use. */
    void event(InterfaceEvent event);

    /**
     * Something was heard that is no event, and was dropped; to be counted.
     *
     * @param reason one line of printable text
     */
    void malformed(String reason);

    /**
     * Events may have been lost before this moment, and everything from now on will be heard: time to look at the whole
     * state. Also told whenever a source begins to listen, the first time too, because nothing is known of the time before;
     * so a host that takes a snapshot at each gap subscribes first and looks second. A source that does not follow a machine,
     * such as a recording, has no gaps.
     *
     * @param reason one line, for people
     */
    void gap(String reason);

    /**
     * How the source is doing, when that changes or the reason does; not repeated for each further try.
     *
     * @param message one line for the operator: what is wrong and what helps, or what is listened to
     */
    void state(SourceState state, String message);

    /**
     * Waits until there is room for an event. Only a source that loses nothing by waiting calls it, such as a recording.
     *
     * @throws InterruptedException when the wait is interrupted
     */
    default void awaitRoom() throws InterruptedException {
        // there is always room by default
    }
}
