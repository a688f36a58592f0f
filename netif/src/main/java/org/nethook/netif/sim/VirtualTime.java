package org.nethook.netif.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.nethook.api.Scheduler.Task;
import org.nethook.netif.Timer;

/**
 * A clock that stands still until {@link #runUntil} moves it from one due task to the next. Everything runs on the
 * caller's thread; not for use by several threads.
 */
public final class VirtualTime implements Timer, InstantSource {
    private final Instant start;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private Duration elapsed = Duration.ZERO;
    private long given;
    private boolean running;
    private BiConsumer<String, Exception> failureHandler = VirtualTime::rethrow;
    private Runnable observer = () -> {};

    /** A clock that stands at {@code start}. */
    public VirtualTime(Instant start) {
        this.start = Objects.requireNonNull(start);
    }

    @Override
    public Instant instant() {
        return start.plus(elapsed);
    }

    /** The time since the start. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Runs a task that much later; among tasks due at the same instant, the one given first runs first. */
    @Override
    public Scheduled after(Duration delay, String purpose, Task task) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay of \"" + purpose + "\" is negative: " + delay);
        }
        Entry entry = new Entry(elapsed.plus(delay), given++, purpose, task);
        queue.add(entry);
        return entry;
    }

    /**
     * Runs every task due by then, each with the clock at its due time, in the order of due times and, within one, the
     * order they were given; those that tasks give on the way included. Ends with the clock at {@code sinceStart}.
     *
     * @throws IllegalArgumentException when the clock is already past it
     * @throws IllegalStateException when called from a task
     */
    public void runUntil(Duration sinceStart) {
        if (sinceStart.compareTo(elapsed) < 0) {
            throw new IllegalArgumentException("the clock is at " + elapsed + ", past " + sinceStart);
        }
        if (running) {
            throw new IllegalStateException("a task must not move the clock it runs on");
        }
        running = true;
        try {
            while (!queue.isEmpty() && queue.peek().due.compareTo(sinceStart) <= 0) {
                Entry next = queue.poll();
                moveTo(next.due);
                run(next);
            }
            moveTo(sinceStart);
        } finally {
            running = false;
        }
    }

    /** Who is told of a task that threw, by its purpose; without one, {@link #runUntil} throws. */
    public void onFailure(BiConsumer<String, Exception> handler) {
        failureHandler = Objects.requireNonNull(handler);
    }

    /** What is called after each task and before the clock moves; it sees the clock as the task did. */
    public void afterEachTask(Runnable afterEach) {
        observer = Objects.requireNonNull(afterEach);
    }

    private void moveTo(Duration instant) {
        if (instant.compareTo(elapsed) > 0) {
            observer.run();
            elapsed = instant;
        }
    }

    private void run(Entry entry) {
        entry.pending = false;
        try {
            entry.task.run();
        } catch (Exception e) {
            failureHandler.accept(entry.purpose, e);
        }
        observer.run();
    }

    private static void rethrow(String purpose, Exception cause) {
        if (cause instanceof RuntimeException) {
            throw (RuntimeException) cause;
        }
        throw new IllegalStateException(purpose + ": " + cause.getMessage(), cause);
    }

    private final class Entry implements Scheduled, Comparable<Entry> {
        private final Duration due;
        private final long order;
        private final String purpose;
        private final Task task;
        private boolean pending = true;

        private Entry(Duration due, long order, String purpose, Task task) {
            this.due = due;
            this.order = order;
            this.purpose = Objects.requireNonNull(purpose);
            this.task = Objects.requireNonNull(task);
        }

        @Override
        public boolean cancel() {
            boolean was = pending;
            pending = false;
            queue.remove(this);
            return was;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
