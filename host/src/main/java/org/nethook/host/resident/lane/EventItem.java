package org.nethook.host.resident.lane;

import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;

/**
 * An event on its way through a lane. Fields that change are the lane's while it waits, and the running thread's while it
 * runs.
 */
public final class EventItem extends Item {
    private final InterfaceEvent event;
    private final EventType type;
    private final Kind kind;
    private final long receivedNanos;
    private final boolean counted;
    private final EventEnd end;
    private volatile boolean takenBack;
    private int nextHook;
    private int listeners;
    private int failures;
    private Generation hooks;
    Gate gate;
    Ended ended;
    EventItem nextEnded;

    /**
     * A received event.
     *
     * @param receivedNanos when, on the clock latencies are measured with
     * @param end is told of its end
     */
    EventItem(InterfaceEvent event, long receivedNanos, EventEnd end, boolean counted) {
        this.event = event;
        this.type = event.eventType();
        this.kind = Kind.of(event, type);
        this.receivedNanos = receivedNanos;
        this.end = end;
        this.counted = counted;
    }

    /** The event. */
    public InterfaceEvent event() {
        return event;
    }

    /** The event's type. */
    public EventType type() {
        return type;
    }

    /** When it was received. */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** Whether it was received from a source; one made up to tell a state anew counts nowhere. */
    public boolean isCounted() {
        return counted;
    }

    /** Whether a newer event says it is no longer so: hooks that were not told of it yet are told of the newer one only. */
    public boolean isTakenBack() {
        return takenBack;
    }

    void takeBack() {
        takenBack = true;
    }

    /** The hooks it runs through, fixed when it starts; null before. */
    public Generation hooks() {
        return hooks;
    }

    /** Fixes the hooks it runs through. */
    public void start(Generation withHooks) {
        this.hooks = withHooks;
    }

    /** The index of the hook to look at next; moves on, so that no hook is told twice when another thread has to go on. */
    public int nextHook() {
        return nextHook++;
    }

    /** A hook is being told. */
    public void told() {
        listeners++;
    }

    /** The hook told last failed. */
    public void failed() {
        failures++;
    }

    /** How many hooks were told so far. */
    public int listeners() {
        return listeners;
    }

    /** How many of them failed. */
    public int failures() {
        return failures;
    }

    Kind kind() {
        return kind;
    }

    EventEnd end() {
        return end;
    }

    @Override
    boolean isBarrier() {
        return kind == Kind.NONE;
    }
}
