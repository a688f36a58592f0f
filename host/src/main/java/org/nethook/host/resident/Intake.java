package org.nethook.host.resident;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.resident.lane.EventEnd;
import org.nethook.host.resident.lane.Lane;
import org.nethook.host.resident.status.HostStatus.SourceStatus;

/** Where one source hands in its events. Never waits. Safe for use by several threads. */
public final class Intake {
    private final String name;
    private final ResidentDispatcher dispatcher;
    private final LongAdder received = new LongAdder();
    private volatile Instant last;
    private volatile String state = "";

    Intake(String name, ResidentDispatcher dispatcher) {
        this.name = name;
        this.dispatcher = dispatcher;
    }

    /** An event came. */
    public void event(InterfaceEvent event) {
        event(event, EventEnd.NOBODY);
    }

    /**
     * An event came.
     *
     * @param end is told, once, what became of it
     */
    public void event(InterfaceEvent event, EventEnd end) {
        received.increment();
        last = event.at();
        dispatcher.offer(event, end);
    }

    /**
     * An event came, and the calling thread waits for what becomes of it: where no other event is before it, this thread
     * takes it through the hooks.
     *
     * @param end is told, once, what became of it
     */
    public void run(InterfaceEvent event, EventEnd end) {
        goOn(listen(() -> event(event, end)));
    }

    /**
     * Runs what waits for events and hands them in here, for a thread that can then take them through the hooks itself: where
     * no other events wait, nobody is woken for that.
     *
     * @return what the calling thread has to {@linkplain #goOn go on} with, without a wait before it, or null
     */
    Lane listen(Runnable listening) {
        return dispatcher.lend(listening);
    }

    /** Takes the next event of a lane through the hooks, on the calling thread; null: nothing is to be done. */
    void goOn(Lane lane) {
        if (lane != null) {
            dispatcher.runLent(lane);
        }
    }

    /** How the source is, in a word or two, such as {@code connected}; for the status. */
    public void state(String words) {
        state = words;
    }

    /** The source may have missed events: has the state of every interface told anew. */
    public void gap() {
        dispatcher.resync();
    }

    SourceStatus status() {
        return new SourceStatus(name, state, received.sum(), last);
    }
}
