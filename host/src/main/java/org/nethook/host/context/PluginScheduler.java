package org.nethook.host.context;

import java.io.IOException;
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
    private final Waits waits;
    private final Journal journal;
    private final Guard guard;
    private final Map<String, KeyedTask> waiting = new HashMap<>();
    private boolean retired;

    PluginScheduler(String pluginId, Timer timer, Waits waits, Journal journal, Guard guard) {
        this.pluginId = pluginId;
        this.timer = timer;
        this.waits = waits;
        this.journal = journal;
        this.guard = guard;
    }

    @Override
    public void after(String key, Duration delay, String purpose, Task task) {
        after(key, delay, purpose, !purpose.isEmpty(), task);
    }

    @Override
    public void quietlyAfter(String key, Duration delay, String purpose, Task task) {
        after(key, delay, purpose, false, task);
    }

    private void after(String key, Duration delay, String purpose, boolean told, Task task) {
        StateKeys.checkedKey(key);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay of \"" + purpose + "\" is negative: " + delay);
        }
        try {
            place(key, delay, purpose, told, task);
        } catch (IOException e) {
            journal.alarm(
                    pluginId,
                    "this will not be done: " + (purpose.isEmpty() ? key : purpose) + ": it cannot be kept: "
                            + e.getMessage());
        }
    }

    private void place(String key, Duration delay, String purpose, boolean told, Task task) throws IOException {
        Waits.Place place = waits.place(pluginId, key, delay, purpose, told);
        switch (place.kind()) {
            case HERE:
                tell(told, "in " + text(delay), purpose);
                wait(key, delay, purpose, task);
                break;
            case NOW:
                wait(key, Duration.ZERO, purpose, task);
                break;
            case PROCESS:
                cancelHere(key);
                tell(told, "in " + text(delay) + ", process " + place.process(), purpose);
                break;
            default:
                break;
        }
    }

    private void tell(boolean told, String when, String purpose) {
        if (told) {
            journal.note(pluginId, when + ": " + purpose);
        }
    }

    private void wait(String key, Duration delay, String purpose, Task task) {
        KeyedTask keyed = new KeyedTask(key, purpose.isEmpty() ? key : purpose, task);
        synchronized (waiting) {
            cancelHere(key);
            if (retired) {
                return;
            }
            waiting.put(key, keyed);
            keyed.scheduled = timer.after(delay, purpose, keyed);
        }
    }

    @Override
    public boolean cancel(String key) {
        StateKeys.checkedKey(key);
        boolean elsewhere = false;
        try {
            elsewhere = waits.cancel(pluginId, key);
        } catch (IOException e) {
            journal.alarm(pluginId, "what waits under " + key + " cannot be cancelled: " + e.getMessage());
        }
        return cancelHere(key) || elsewhere;
    }

    /** The plugin was replaced: what waits does not run, and nothing waits from now on. Its successor looks at the state itself. */
    void retire() {
        synchronized (waiting) {
            retired = true;
            for (KeyedTask task : waiting.values()) {
                task.scheduled.cancel();
            }
            waiting.clear();
        }
    }

    private boolean cancelHere(String key) {
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
            if (!waiting.remove(task.key, task)) {
                return false;
            }
        }
        try {
            return waits.take(pluginId, task.key);
        } catch (IOException e) {
            journal.alarm(pluginId, "this will not be done: " + task.purpose + ": " + e.getMessage());
            return false;
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
