package org.nethook.host.resident.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.nethook.host.resident.lane.Lane;
import org.nethook.netif.Timer;

/**
 * Interrupts plugins' code that runs too long, and has another thread take over from one that does not react. Looks only when
 * the oldest run can be due, so a host whose hooks are quick is woken up once per timeout at most, an idle one never.
 */
public final class Watch {
    private final FaultPolicy policy;
    private final Workers workers;
    private final Containment containment;
    private final Timer timer;
    private final LongSupplier nanos;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final Handover handover;

    /** Finds the lane of a thread that was given up. */
    @FunctionalInterface
    public interface Handover {
        /** The lane of this key; null when there is none. */
        Lane lane(String key);
    }

    /** A watch over the threads of {@code workers}. */
    public Watch(
            FaultPolicy policy,
            Workers workers,
            Containment containment,
            Timer timer,
            LongSupplier nanos,
            Handover handover) {
        this.policy = policy;
        this.workers = workers;
        this.containment = containment;
        this.timer = timer;
        this.nanos = nanos;
        this.handover = handover;
    }

    /** A run began. */
    void begun() {
        if (!armed.get() && armed.compareAndSet(false, true)) {
            lookIn(policy.hookTimeout().toNanos());
        }
    }

    private void lookIn(long inNanos) {
        timer.after(Duration.ofNanos(Math.max(inNanos, 1_000_000)), "look after hooks that run long", this::look);
    }

    /** Looks at every thread once. */
    private void look() {
        long timeout = policy.hookTimeout().toNanos();
        long end = timeout + policy.grace().toNanos();
        long next = Long.MAX_VALUE;
        for (Seat seat : workers.seats()) {
            long now = nanos.getAsLong();
            if (seat.interrupt(now, timeout)) {
                containment.timedOut(seat, seat.runningNanos(now));
            }
            if (seat.isInterrupted() && seat.giveUp(now, end)) {
                workers.giveUp(seat);
                containment.stuck(seat);
                Lane lane = handover.lane(seat.runningLane());
                if (lane != null) {
                    lane.handOver();
                }
                continue;
            }
            long running = seat.runningNanos(now);
            if (running >= 0) {
                next = Math.min(next, (running < timeout ? timeout : end) - running);
            }
        }
        if (next != Long.MAX_VALUE) {
            lookIn(next);
            return;
        }
        armed.set(false);
        for (Seat seat : workers.seats()) {
            if (seat.runningNanos(nanos.getAsLong()) >= 0) { // began while this looked, and found it armed
                begun();
            }
        }
    }
}
