package org.nethook.host.context;

import java.time.Duration;
import org.nethook.api.Scheduler;
import org.nethook.host.journal.Journal;

/** One plugin's view of the scheduler: says what is waited for, and reports what a task throws under the plugin's name. */
final class PluginScheduler implements Scheduler {
    private final String pluginId;
    private final Scheduler scheduler;
    private final Journal journal;

    PluginScheduler(String pluginId, Scheduler scheduler, Journal journal) {
        this.pluginId = pluginId;
        this.scheduler = scheduler;
        this.journal = journal;
    }

    @Override
    public Scheduled after(Duration delay, String purpose, Task task) {
        journal.note(pluginId, "in " + text(delay) + ": " + purpose);
        return scheduler.after(delay, purpose, new ReportedTask(pluginId, purpose, task, journal));
    }

    private static String text(Duration delay) {
        return delay.toMillis() % 1000 == 0 ? delay.toSeconds() + " s" : delay.toMillis() + " ms";
    }

    private static final class ReportedTask implements Task {
        private final String pluginId;
        private final String purpose;
        private final Task task;
        private final Journal journal;

        ReportedTask(String pluginId, String purpose, Task task, Journal journal) {
            this.pluginId = pluginId;
            this.purpose = purpose;
            this.task = task;
            this.journal = journal;
        }

        @Override
        public void run() {
            Failures.guard(pluginId, purpose, task, journal);
        }
    }
}
