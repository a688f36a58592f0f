package org.nethook.host.context;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.nethook.api.Scheduler;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.netif.Timer;

/** One plugin's scheduler: one task per key, says what is waited for, and reports what a task throws under the plugin's name. */
final class PluginScheduler implements Scheduler {
    private final String pluginId;
    private final Timer timer;
    private final Journal journal;
    private final Guard guard;
    private final Map<String, KeyedTask> waiting = new HashMap<>();

    PluginScheduler(String pluginId, Timer timer, Journal journal, Guard guard) {
        this.pluginId = pluginId;
        this.timer = timer;
        this.journal = journal;
        this.guard = guard;
    }

    @Override
    public void after(String key, Duration delay, String purpose, Task task) {
        StateKeys.checkedKey(key);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay of \"" + purpose + "\" is negative: " + delay);
        }
        if (!purpose.isEmpty()) {
            journal.note(pluginId, "in " + text(delay) + ": " + purpose);
        }
        KeyedTask keyed = new KeyedTask(key, purpose.isEmpty() ? key : purpose, task);
        synchronized (waiting) {
            cancel(key);
            waiting.put(key, keyed);
            keyed.scheduled = timer.after(delay, purpose, keyed);
        }
    }

    @Override
    public boolean cancel(String key) {
        StateKeys.checkedKey(key);
        synchronized (waiting) {
            KeyedTask task = waiting.remove(key);
            return task != null && task.scheduled.cancel();
        }
    }

    @Override
    public boolean isResident() {
        return timer.isResident();
    }

    private boolean take(KeyedTask task) {
        synchronized (waiting) {
            return waiting.remove(task.key, task);
        }
    }

    private static String text(Duration delay) {
        return delay.toMillis() % 1000 == 0 ? delay.toSeconds() + " s" : delay.toMillis() + " ms";
    }

    private final class KeyedTask implements Task {
        private final String key;
        private final String purpose;
        private final Task task;
        private final Cause cause;
        private Timer.Scheduled scheduled;

        KeyedTask(String key, String purpose, Task task) {
            this.key = key;
            this.purpose = purpose;
            this.task = task;
            this.cause = Cause.current().later(purpose);
        }

        @Override
        public void run() {
            if (take(this)) {
                Cause before = cause.enter();
                try {
                    guard.run(pluginId, purpose, cause.around(task));
                } finally {
                    Cause.leave(before);
                }
            }
        }
    }
}
