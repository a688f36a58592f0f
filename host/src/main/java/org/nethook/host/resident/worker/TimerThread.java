package org.nethook.host.resident.worker;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.nethook.api.Scheduler.Task;
import org.nethook.netif.Timer;

/**
 * One thread that sleeps until the next task is due; it does not wake up for anything else. Tasks run on it, so they may only
 * hand over. Safe for use by several threads.
 */
public final class TimerThread implements Timer, AutoCloseable {
    /** Longer delays are as good as never: 292 years do not fit. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final LongSupplier nanos;
    private final Bugs bugs;
    private final Thread thread;
    private long given;
    private boolean closed;

    /** Starts the thread. */
    public TimerThread(LongSupplier nanos, Bugs bugs) {
        this.nanos = nanos;
        this.bugs = bugs;
        this.thread = new Thread(this::run, "nethook-timer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Scheduled after(Duration delay, String purpose, Task task) {
        long wait = (delay.compareTo(LONGEST) > 0 ? LONGEST : delay).toNanos();
        lock.lock();
        try {
            Entry entry = new Entry(nanos.getAsLong() + wait, given++, purpose, task);
            queue.add(entry);
            if (queue.peek() == entry) {
                changed.signal();
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Entry due = null;
            try {
                due = await();
                if (due == null) {
                    return;
                }
                due.task.run();
            } catch (Exception | Error e) {
                bugs.report(due == null ? "timer" : due.purpose, e);
            }
        }
    }

    /** The next entry that is due; null when the timer was closed. */
    private Entry await() {
        lock.lock();
        try {
            while (!closed) {
                Entry next = queue.peek();
                long left = next == null ? Long.MAX_VALUE : next.dueNanos - nanos.getAsLong();
                if (left <= 0) {
                    return queue.poll();
                }
                try {
                    if (next == null) {
                        changed.await();
                    } else {
                        changed.awaitNanos(left);
                    }
                } catch (InterruptedException e) {
                    // nobody stops this thread but close()
                    Thread.interrupted();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; what still waits does not run. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private final class Entry implements Scheduled, Comparable<Entry> {
        private final long dueNanos;
        private final long order;
        private final String purpose;
        private final Task task;

        Entry(long dueNanos, long order, String purpose, Task task) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.purpose = purpose;
            this.task = task;
        }

        @Override
        public boolean cancel() {
            lock.lock();
            try {
                if (queue.peek() == this) {
                    changed.signal(); // else the thread that waits for this would hold it, and its plugin's classes,
                    // until then
                }
                return queue.remove(this);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(dueNanos - other.dueNanos, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
