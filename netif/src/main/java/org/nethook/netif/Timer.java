package org.nethook.netif;

import java.time.Duration;
import org.nethook.api.Scheduler;

/** Runs work later. Plugins' schedulers and the simulated machine stand on it. */
public interface Timer {

    /**
     * Runs a task once.
     *
     * @param delay zero or more
     * @param purpose what is waited for
     * @param task the work
     */
    Scheduled after(Duration delay, String purpose, Scheduler.Task task);

    /** Whether it goes on whether or not a task waits; where not, each task that waits keeps a process alive. */
    default boolean isResident() {
        return true;
    }

    /** A task that was given to a timer. */
    interface Scheduled {
        /** Keeps the task from running; returns whether it had neither run nor been cancelled before. */
        boolean cancel();
    }
}
