package org.nethook.host.resident.lane;

/** What waits in a lane. */
public abstract sealed class Item permits EventItem, TaskItem, ResyncItem, Gate {

    /** Whether nothing may be replaced across it. */
    abstract boolean isBarrier();
}
