package org.nethook.host.context;

import org.nethook.api.Scheduler;

/** Runs a plugin's code so that what it throws is reported and goes no further. */
public interface Guard {

    /**
     * Runs the task on the calling thread, or one it waits for, with the plugin's class loader as the thread's.
     *
     * @param what what an operator is told failed, such as the event
     * @return whether it ran, and ended without throwing
     */
    boolean run(String pluginId, String what, Scheduler.Task task);
}
