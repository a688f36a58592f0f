package org.nethook.api;

import java.time.Duration;

/**
 * Runs work later, one pending task per key. Where each event is a process of its own, keys hold across those processes: a
 * task given by a later one replaces that of an earlier one. A task reads the state anew: much may have happened since.
 *
 * <p>A task belongs to the interface whose event, or task, scheduled it: it runs when none of that interface's events waits, never
 * at the same time as one of the plugin's listeners or tasks for that interface, and among its tasks in the order they are due,
 * then in the order they were given. Tasks of different interfaces may run at the same time. At most 1000 tasks of a plugin may
 * wait in the resident host.
 */
public interface Scheduler {

    /**
     * Runs a task once. A task of this plugin that still waits under the same key is replaced, and does not run.
     *
     * @param key what the work is about, such as {@code vf.hn0}: 1 to 64 letters, digits, dots, hyphens and underscores, no dot in front
     * @param delay zero or more
     * @param purpose what the operator is told is being waited for, such as {@code "bring up mlxen0"}; empty for what nobody
     *     need be told, such as the next of many looks
     * @param task the work; what it throws is reported as if a listener had thrown it
     * @throws IllegalArgumentException when the key or the delay is not as described
     * @throws IllegalStateException when too many tasks of this plugin wait
     */
    void after(String key, Duration delay, String purpose, Task task);

    /**
     * The same without telling the operator that it waits, such as for the next of many looks. The purpose is the reason that
     * history and {@code nethook explain} give for what the task does.
     */
    default void quietlyAfter(String key, Duration delay, String purpose, Task task) {
        after(key, delay, "", task);
    }

    /** Keeps the task of this key from running; returns whether one was waiting. */
    boolean cancel(String key);

    /**
     * Whether this host stays to run tasks, so that a task that gives itself again may go on for ever. Where it does not,
     * each task that waits costs a process.
     */
    default boolean isResident() {
        return true;
    }

    /** Work that may fail. */
    @FunctionalInterface
    interface Task {
        /** @throws Exception whatever went wrong; the host reports it and goes on */
        void run() throws Exception;
    }
}
