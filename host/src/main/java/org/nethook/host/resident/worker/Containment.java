package org.nethook.host.resident.worker;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.nethook.api.Scheduler;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.NetifException;
import org.nethook.host.context.Guard;
import org.nethook.host.journal.Journal;
import org.nethook.host.plugin.classfile.ExitCalls;
import org.nethook.host.resident.lane.EventItem;
import org.nethook.host.resident.lane.Lanes;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.netif.Timer;
import org.slf4j.LoggerFactory;

/**
 * Runs plugins' code so that nothing it throws, not even an Error, goes further, and parks a plugin that fails again and
 * again. What the machine refuses (NetifException, SystemConfigException) is a failure, but no fault of the plugin's: a
 * kernel that says no must not cost the operator the plugin. Safe for use by several threads.
 */
public final class Containment implements Guard {
    private final FaultPolicy policy;
    private final Journal journal;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<String, PluginRecord> records = new ConcurrentSkipListMap<>();
    private final Map<String, LaneTimer> timers = new ConcurrentSkipListMap<>();
    private volatile Watch watch;
    private volatile PluginThreads threads;

    /** @param journal is told of failures and parking, as alarms; used by several threads */
    public Containment(FaultPolicy policy, Journal journal, InstantSource clock, LongSupplier nanos) {
        this.policy = policy;
        this.journal = journal;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Has runs that take too long interrupted, and threads that plugins leave behind noticed. */
    public void watchedBy(Watch newWatch, PluginThreads newThreads) {
        watch = newWatch;
        threads = newThreads;
    }

    /** The plugin's timer. */
    public Timer timer(String pluginId, Lanes lanes, Timer timer) {
        return timers.computeIfAbsent(pluginId, id -> new LaneTimer(id, lanes, timer));
    }

    @Override
    public boolean run(String pluginId, String what, Scheduler.Task task) {
        PluginRecord record = record(pluginId);
        if (record.isParked()) {
            record.skipped();
            return false;
        }
        Seat seat = Seat.current();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(task.getClass().getClassLoader());
        long started = nanos.getAsLong();
        Throwable thrown = null;
        boolean late;
        if (seat != null) {
            seat.begin(pluginId, what, started);
            if (watch != null) {
                watch.begun();
            }
        }
        try {
            task.run();
        } catch (Seat.GivenUp e) {
            throw e;
        } catch (Throwable e) { // whatever a plugin throws ends here
            thrown = e;
        } finally {
            thread.setContextClassLoader(before);
        }
        late = seat != null && end(seat, record, what, started);
        record.ran(nanos.getAsLong() - started);
        if (seat == null) {
            lookForThreads();
        }
        if (late) {
            return false; // told and counted when it was interrupted
        }
        if (thrown != null) {
            failed(record, pluginId, what, thrown);
        }
        return thrown == null;
    }

    /** Looks for threads that plugins left running, now and then. In a lane it is for whoever runs it, once all hooks are told. */
    public void lookForThreads() {
        if (threads != null) {
            threads.look();
        }
    }

    private boolean end(Seat seat, PluginRecord record, String what, long started) {
        try {
            return seat.end();
        } catch (Seat.GivenUp e) {
            record.stuck(-1);
            record.ran(nanos.getAsLong() - started);
            journal.note(
                    seat.pluginId(),
                    what + " came to its end after all, after " + Texts.seconds(nanos.getAsLong() - started));
            throw e;
        }
    }

    /** The latency of a hook that has just run, counted from the event. */
    public void latency(String pluginId, EventItem item) {
        record(pluginId).latency().record(nanos.getAsLong() - item.receivedNanos());
    }

    /** A hook was not told of an event that was no longer so. */
    public void skipped(String pluginId) {
        record(pluginId).skipped();
    }

    private void failed(PluginRecord record, String pluginId, String what, Throwable thrown) {
        record.failed();
        boolean machine = thrown instanceof NetifException || thrown instanceof SystemConfigException;
        try {
            boolean plain = machine || thrown instanceof SecurityException;
            journal.alarm(pluginId, what + " failed: " + (plain ? thrown.getMessage() : ExitCalls.inWords(thrown)));
            LoggerFactory.getLogger(pluginId).debug("{} failed", what, thrown);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // the fault below is counted, and the status shows it
            LoggerFactory.getLogger(pluginId).error("a failure could not be reported");
        }
        if (!machine) {
            fault(pluginId, record, thrown.getClass().getSimpleName() + " in " + what);
        }
    }

    /** Something the plugin did wrong that was already reported. */
    void fault(String pluginId, String what) {
        fault(pluginId, record(pluginId), what);
    }

    private void fault(String pluginId, PluginRecord record, String what) {
        if (record.fault(what, nanos.getAsLong(), clock.instant())) {
            journal.alarm(
                    pluginId,
                    "parked after " + policy.faults() + " faults in " + Texts.text(policy.window()) + ", the last one "
                            + what + "; it is told of nothing until it is unparked");
        }
    }

    /** It was interrupted for having taken too long. */
    void timedOut(Seat seat, long took) {
        PluginRecord record = record(seat.pluginId());
        record.timedOut();
        record.failed();
        journal.alarm(
                seat.pluginId(),
                seat.what() + " has run for " + Texts.seconds(took) + ", longer than host.hook-timeout; interrupted");
        fault(seat.pluginId(), record, "no end of " + seat.what());
    }

    /** It did not react to the interruption, and its thread was given up. */
    void stuck(Seat seat) {
        PluginRecord record = record(seat.pluginId());
        record.stuck(1);
        if (record.park(clock.instant())) {
            journal.alarm(
                    seat.pluginId(),
                    seat.what() + " does not react to its interruption; its thread "
                            + seat.thread().getName()
                            + " is given up, others go on; the plugin is parked until it is unparked");
        }
    }

    /** Has the plugin told of nothing from now on. */
    public void park(String pluginId) {
        if (record(pluginId).park(clock.instant())) {
            journal.alarm(pluginId, "parked by the operator; it is told of nothing until it is unparked");
        }
    }

    /** Lets the plugin run again; returns whether it was parked. */
    public boolean unpark(String pluginId) {
        PluginRecord record = records.get(pluginId);
        boolean was = record != null && record.unpark();
        if (was) {
            journal.note(pluginId, "unparked");
        }
        return was;
    }

    /** How all plugins that have run have fared, by id. */
    public List<PluginStatus> status() {
        List<PluginStatus> all = new ArrayList<>();
        for (Map.Entry<String, PluginRecord> entry : records.entrySet()) {
            LaneTimer timer = timers.get(entry.getKey());
            all.add(entry.getValue().status(timer == null ? 0 : timer.waiting()));
        }
        return all;
    }

    private PluginRecord record(String pluginId) {
        PluginRecord record = records.get(pluginId);
        return record != null ? record : records.computeIfAbsent(pluginId, id -> new PluginRecord(id, policy));
    }
}
