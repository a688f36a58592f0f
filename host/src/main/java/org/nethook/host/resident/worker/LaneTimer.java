package org.nethook.host.resident.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.nethook.api.Scheduler.Task;
import org.nethook.host.resident.lane.Lanes;
import org.nethook.host.resident.lane.TaskItem;
import org.nethook.netif.Timer;

/**
 * One plugin's timer: a task that is due runs in the lane in which it was scheduled, in turn with that interface's events; one
 * scheduled outside of any lane, in a lane of the plugin's own. Safe for use by several threads.
 */
final class LaneTimer implements Timer {
    /** How many tasks of one plugin may wait. */
    static final int LIMIT = 1000;

    private final String pluginId;
    private final Lanes lanes;
    private final Timer timer;
    private final AtomicInteger waiting = new AtomicInteger();

    LaneTimer(String pluginId, Lanes lanes, Timer timer) {
        this.pluginId = pluginId;
        this.lanes = lanes;
        this.timer = timer;
    }

    /** @throws IllegalStateException when too many tasks wait already */
    @Override
    public Scheduled after(Duration delay, String purpose, Task task) {
        if (waiting.incrementAndGet() > LIMIT) {
            waiting.decrementAndGet();
            throw new IllegalStateException("plugin " + pluginId + " already has " + LIMIT + " tasks waiting");
        }
        Seat seat = Seat.current();
        String lane = seat == null || seat.lane() == null ? "plugin/" + pluginId : seat.lane();
        Due due = new Due(lane, task);
        due.scheduled = timer.after(delay, purpose, due::hand);
        return due;
    }

    /** How many tasks wait. */
    int waiting() {
        return waiting.get();
    }

    private final class Due implements Scheduled {
        private final String lane;
        private final Task task;
        private final AtomicBoolean taken = new AtomicBoolean();
        private volatile Scheduled scheduled;

        Due(String lane, Task task) {
            this.lane = lane;
            this.task = task;
        }

        private void hand() {
            lanes.add(lane, new TaskItem(this::run));
        }

        private void run() throws Exception {
            if (taken.compareAndSet(false, true)) {
                waiting.decrementAndGet();
                task.run();
            }
        }

        @Override
        public boolean cancel() {
            if (!taken.compareAndSet(false, true)) {
                return false;
            }
            waiting.decrementAndGet();
            scheduled.cancel();
            return true;
        }
    }
}
