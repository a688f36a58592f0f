package org.nethook.api;

import java.time.Duration;

/** Runs work later. Tasks of one plugin run one at a time, in the order they are due, then in the order they were given. */
public interface Scheduler {

    /**
     * Runs a task once.
     *
     * @param delay zero or more
     * @param purpose what the operator is told is being waited for, such as {@code "bring up mlxen0"}
     * @param task the work; what it throws is reported as if a listener had thrown it
     */
    Scheduled after(Duration delay, String purpose, Task task);

    /** Work that may fail. */
    @FunctionalInterface
    interface Task {
        /** @throws Exception whatever went wrong; the host reports it and goes on */
        void run() throws Exception;
    }

    /** A task that was given to the scheduler. */
    interface Scheduled {
        /** Keeps the task from running; returns whether it had neither run nor been cancelled before. */
        boolean cancel();
    }
}
