package org.nethook.host.context;

import org.nethook.api.Scheduler;
import org.nethook.api.netif.NetifException;
import org.nethook.host.journal.Journal;
import org.nethook.host.plugin.classfile.ExitCalls;
import org.slf4j.LoggerFactory;

/** The guard of a host that runs for one event or one command: reports what a plugin throws, and goes on. */
public final class Failures implements Guard {
    private final Journal journal;
    private int count;

    /** @param journal is told of every failure */
    public Failures(Journal journal) {
        this.journal = journal;
    }

    @Override
    public boolean run(String pluginId, String what, Scheduler.Task task) {
        boolean ended = guard(pluginId, what, task, journal);
        if (!ended) {
            failed();
        }
        return ended;
    }

    /** Counts one more. */
    public synchronized void failed() {
        count++;
    }

    /** How often a plugin threw, or took too long, in a listener or in a scheduled task. */
    public synchronized int count() {
        return count;
    }

    /** Runs the task with the plugin's class loader as the thread's; returns whether it ended without throwing. */
    public static boolean guard(String pluginId, String what, Scheduler.Task task, Journal journal) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(task.getClass().getClassLoader());
        try {
            task.run();
            return true;
        } catch (NetifException | SecurityException e) {
            journal.failure(pluginId, what + " failed: " + e.getMessage());
        } catch (Exception | Error e) {
            rethrowOfHost(e);
            journal.failure(pluginId, what + " failed: " + ExitCalls.inWords(e));
            LoggerFactory.getLogger(pluginId).debug("{} failed", what, e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return false;
    }

    /** Throws it on where it is no plugin's failure but the host's way to end itself, as the kill of a simulated process is. */
    public static void rethrowOfHost(Throwable thrown) {
        ClassLoader loader = thrown.getClass().getClassLoader();
        if (thrown instanceof Error error && loader != null && loader == Failures.class.getClassLoader()) {
            throw error;
        }
    }
}
