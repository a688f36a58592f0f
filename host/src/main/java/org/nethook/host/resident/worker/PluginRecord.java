package org.nethook.host.resident.worker;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.status.Latency;

/** How one plugin has fared since the host started. Safe for use by several threads. */
final class PluginRecord {
    private final String id;
    private final FaultPolicy policy;
    private final Latency latency = new Latency();
    private final Latency duration = new Latency();
    private final LongAdder runs = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder faults = new LongAdder();
    // guarded by this
    private final ArrayDeque<Long> recent = new ArrayDeque<>();
    private String lastFault = "";
    private Instant parkedAt;
    private int stuck;
    private volatile boolean parked;

    PluginRecord(String id, FaultPolicy policy) {
        this.id = id;
        this.policy = policy;
    }

    boolean isParked() {
        return parked;
    }

    Latency latency() {
        return latency;
    }

    void ran(long nanos) {
        runs.increment();
        duration.record(nanos);
    }

    void failed() {
        failures.increment();
    }

    void timedOut() {
        timeouts.increment();
    }

    void skipped() {
        skipped.increment();
    }

    /** Counts a fault; returns whether that one parks the plugin. */
    synchronized boolean fault(String what, long nanos, Instant now) {
        faults.increment();
        lastFault = what;
        recent.addLast(nanos);
        while (recent.size() > policy.faults()
                || nanos - recent.peekFirst() > policy.window().toNanos()) {
            recent.removeFirst();
        }
        return recent.size() >= policy.faults() && park(now);
    }

    /** Parks the plugin; returns whether it was not parked before. */
    synchronized boolean park(Instant now) {
        boolean parks = !parked;
        if (parks) {
            parked = true;
            parkedAt = now;
        }
        return parks;
    }

    /** Lets it run again, with a clean slate; returns whether it was parked. */
    synchronized boolean unpark() {
        boolean was = parked;
        parked = false;
        parkedAt = null;
        recent.clear();
        return was;
    }

    synchronized void stuck(int more) {
        stuck += more;
    }

    synchronized String lastFault() {
        return lastFault;
    }

    synchronized PluginStatus status(int tasks) {
        return new PluginStatus(
                id,
                runs.sum(),
                failures.sum(),
                timeouts.sum(),
                skipped.sum(),
                faults.sum(),
                parkedAt,
                lastFault,
                stuck,
                tasks,
                duration.quantiles(),
                latency.quantiles());
    }
}
