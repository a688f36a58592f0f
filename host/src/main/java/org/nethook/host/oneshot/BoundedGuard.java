package org.nethook.host.oneshot;

import java.time.Duration;
import org.nethook.api.Scheduler;
import org.nethook.host.context.Failures;
import org.nethook.host.context.Guard;
import org.nethook.host.journal.Journal;

/**
 * Runs each hook and task on a thread of its own and waits for it, but not for ever: one that runs too long is interrupted, and
 * one that does not react is left behind, so that the hooks after it are still told. It ends with the process.
 */
final class BoundedGuard implements Guard {
    /** How long one that was interrupted may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Failures failures;
    private final Journal journal;
    private final Duration limit;

    /**
     * @param failures runs them, and counts
     * @param journal is told of those that run too long
     * @param limit how long one may run
     */
    BoundedGuard(Failures failures, Journal journal, Duration limit) {
        this.failures = failures;
        this.journal = journal;
        this.limit = limit;
    }

    @Override
    public boolean run(String pluginId, String what, Scheduler.Task task) {
        Run run = new Run(pluginId, what, task);
        Thread thread = new Thread(run, "nethook-hook");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(limit.toMillis());
            if (thread.isAlive()) {
                failures.failed();
                journal.alarm(
                        pluginId,
                        what + " has run for " + limit.toSeconds() + " s, longer than host.hook-timeout; interrupted");
                thread.interrupt();
                thread.join(GRACE.toMillis());
                if (thread.isAlive()) {
                    journal.alarm(
                            pluginId, what + " does not react to its interruption; it is left behind, others go on");
                }
                return false;
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return false;
        }
        if (run.thrown != null) {
            throw run.thrown;
        }
        return run.ended;
    }

    private final class Run implements Runnable {
        private final String pluginId;
        private final String what;
        private final Scheduler.Task task;
        private boolean ended;
        /** What is nobody's fault but the host's. */
        private Error thrown;

        Run(String pluginId, String what, Scheduler.Task task) {
            this.pluginId = pluginId;
            this.what = what;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                ended = failures.run(pluginId, what, task);
            } catch (Error e) {
                thrown = e;
            }
        }
    }
}
