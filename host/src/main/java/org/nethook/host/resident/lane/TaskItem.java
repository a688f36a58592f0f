package org.nethook.host.resident.lane;

import org.nethook.api.Scheduler;

/** A plugin's task that is due. It runs in the lane in which it was scheduled, in turn with that lane's events. */
public final class TaskItem extends Item {
    private final Scheduler.Task task;

    /** @param task runs the plugin's code under a guard of its own */
    public TaskItem(Scheduler.Task task) {
        this.task = task;
    }

    /** The work. */
    public Scheduler.Task task() {
        return task;
    }

    @Override
    boolean isBarrier() {
        return false;
    }
}
