package org.nethook.host.context;

import org.nethook.api.Scheduler;
import org.nethook.api.netif.NetifException;
import org.nethook.host.journal.Journal;
import org.slf4j.LoggerFactory;

/** Runs a plugin's code so that what it throws is reported and goes no further. */
public final class Failures {
    private Failures() {}

    /** Runs the task with the plugin's class loader as the thread's; returns whether it ended without throwing. */
    public static boolean guard(String pluginId, String what, Scheduler.Task task, Journal journal) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(task.getClass().getClassLoader());
        try {
            task.run();
            return true;
        } catch (NetifException | SecurityException e) {
            journal.alarm(pluginId, what + " failed: " + e.getMessage());
        } catch (Exception | LinkageError | StackOverflowError e) {
            journal.alarm(pluginId, what + " failed: " + e);
            LoggerFactory.getLogger(pluginId).debug("{} failed", what, e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return false;
    }
}
