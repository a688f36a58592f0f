package org.nethook.host.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;
import org.nethook.api.Scheduler.Task;
import org.nethook.netif.Timer;

/** The timer of a one-shot run: the calling thread waits for each task's time and runs it. */
public final class WaitingTimer implements Timer {

    /** Waits; a test's makes its clock jump instead. */
    @FunctionalInterface
    public interface Wait {
        /** Returns after the time, or throws. */
        void forDuration(Duration time) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Wait wait;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long sequence;

    /**
     * A timer with nothing to do.
     *
     * @param clock tells what is due
     * @param wait how waiting is done
     */
    public WaitingTimer(InstantSource clock, Wait wait) {
        this.clock = clock;
        this.wait = wait;
    }

    @Override
    public Scheduled after(Duration delay, String purpose, Task task) {
        Entry entry = new Entry(clock.instant().plus(delay), sequence++, task);
        queue.add(entry);
        return entry;
    }

    @Override
    public boolean isResident() {
        return false;
    }

    /**
     * Runs all tasks, those they add included, each at its time.
     *
     * @throws Exception what a task throws, or InterruptedException when the wait was interrupted
     */
    public void drain() throws Exception {
        Entry next = queue.poll();
        while (next != null) {
            if (next.task != null) {
                Duration left = Duration.between(clock.instant(), next.due);
                if (!left.isNegative() && !left.isZero()) {
                    wait.forDuration(left);
                }
                Task task = next.task;
                next.task = null;
                task.run();
            }
            next = queue.poll();
        }
    }

    /**
     * Runs the tasks that are due, those they add included, and waits for none.
     *
     * @return when the next is due; empty when there is none
     * @throws Exception what a task throws
     */
    public Optional<Instant> drainDue() throws Exception {
        Entry next = queue.peek();
        while (next != null && (next.task == null || !next.due.isAfter(clock.instant()))) {
            queue.poll();
            Task task = next.task;
            next.task = null;
            if (task != null) {
                task.run();
            }
            next = queue.peek();
        }
        return next == null ? Optional.empty() : Optional.of(next.due);
    }

    private static final class Entry implements Scheduled, Comparable<Entry> {
        private final Instant due;
        private final long sequence;
        private Task task;

        Entry(Instant due, long sequence, Task task) {
            this.due = due;
            this.sequence = sequence;
            this.task = task;
        }

        @Override
        public boolean cancel() {
            boolean pending = task != null;
            task = null;
            return pending;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
