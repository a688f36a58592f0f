package org.nethook.host.resident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.host.dispatch.Hook;
import org.nethook.host.journal.Journal;
import org.nethook.host.resident.lane.EventItem;
import org.nethook.host.resident.lane.Generation;
import org.nethook.host.resident.lane.Item;
import org.nethook.host.resident.lane.Lane;
import org.nethook.host.resident.lane.Lanes;
import org.nethook.host.resident.lane.ResyncItem;
import org.nethook.host.resident.lane.TaskItem;
import org.nethook.host.resident.status.Latency;
import org.nethook.host.resident.status.RecentEvents;
import org.nethook.host.resident.worker.Containment;
import org.nethook.host.resident.worker.LaneWork;
import org.nethook.host.resident.worker.Seat;
import org.nethook.netif.Timer;

/** Takes one item of a lane through the hooks. */
final class EventRunner implements LaneWork {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Supplier<Generation> current;
    private final Containment containment;
    private final Journal journal;
    private final Resync resync;
    private final Timer timer;
    private final LongSupplier nanos;
    private final Calm calm;
    private final Latency latency = new Latency();
    private final LongAdder resyncs = new LongAdder();
    private final RecentEvents recent = new RecentEvents();
    private Lanes lanes;

    EventRunner(
            Supplier<Generation> current,
            Containment containment,
            Journal journal,
            Resync resync,
            Timer timer,
            LongSupplier nanos) {
        this.current = current;
        this.containment = containment;
        this.journal = journal;
        this.resync = resync;
        this.timer = timer;
        this.nanos = nanos;
        this.calm = new Calm(journal, timer, nanos);
    }

    void lanes(Lanes all) {
        lanes = all;
    }

    @Override
    public void run(Lane lane, Item item) {
        if (item instanceof EventItem event) {
            run(lane, event);
        } else if (item instanceof TaskItem task) {
            run(task);
        } else if (item instanceof ResyncItem) {
            tellAnew(lane);
        }
        Seat seat = Seat.current();
        if (seat != null && seat.takeChanges() > 0) {
            calm.changed(lane, seat.what(), seat.pluginId());
        }
        if (item instanceof TaskItem || item instanceof EventItem event && event.listeners() > 0) {
            containment.lookForThreads();
        }
    }

    private void run(TaskItem item) {
        try {
            item.task().run();
        } catch (Exception e) {
            throw new IllegalStateException("a guarded task threw", e);
        }
    }

    private void run(Lane lane, EventItem item) {
        Generation generation = item.hooks();
        if (generation == null) {
            generation = enter();
            item.start(generation);
        }
        boolean keep = false;
        try {
            tellHooks(item, generation.runtime().hooks());
        } catch (Error e) {
            keep = item.listeners() > 0
                    && Seat.current() != null
                    && Seat.current().isGivenUp();
            throw e;
        } finally {
            if (!keep) {
                generation.leave();
            }
        }
        finished(lane, item);
    }

    /** The generation of now, entered. */
    private Generation enter() {
        Generation generation = current.get();
        while (!generation.enter()) {
            generation = current.get();
        }
        return generation;
    }

    private void tellHooks(EventItem item, List<Hook> hooks) {
        InterfaceEvent event = item.event();
        for (int i = item.nextHook(); i < hooks.size(); i = item.nextHook()) {
            Hook hook = hooks.get(i);
            if (!hook.wants(event)) {
                continue;
            }
            if (item.isTakenBack()) {
                containment.skipped(hook.pluginId());
                continue;
            }
            if (item.listeners() == 0) {
                journal.event(event);
            }
            item.told();
            if (hook.tell(event, containment)) {
                containment.latency(hook.pluginId(), item);
            } else {
                item.failed();
            }
        }
    }

    private void finished(Lane lane, EventItem item) {
        long took = nanos.getAsLong() - item.receivedNanos();
        if (item.isCounted()) {
            latency.record(took);
            lane.latency().record(took);
        }
        if (item.listeners() > 0) {
            recent.add(item.event(), item.listeners(), item.failures());
        }
    }

    /** Reads how things are and puts that in front of what has come since. */
    private void tellAnew(Lane lane) {
        try {
            if (lane.key().equals(Lanes.EVERYTHING)) {
                Set<String> names = new TreeSet<>(resync.interfaces());
                for (Lane other : lanes.all()) {
                    if (other.isOfInterface()) {
                        names.add(other.key()); // it may have gone
                    }
                }
                names.forEach(lanes::resync);
                return;
            }
            if (!lane.isOfInterface()) {
                return;
            }
            List<EventItem> state = new ArrayList<>();
            for (InterfaceEvent event : resync.stateOf(lane.key())) {
                state.add(Lanes.anew(event, nanos.getAsLong()));
            }
            lane.first(state);
            resyncs.increment();
        } catch (NetifException e) {
            journal.alarm(
                    "nethook", "events were lost, and the state cannot be read to make up for them: " + e.getMessage());
            timer.after(ASK_AGAIN, "read the state again", () -> lanes.resync(lane.key()));
        }
    }

    Latency latency() {
        return latency;
    }

    long resyncs() {
        return resyncs.sum();
    }

    RecentEvents recent() {
        return recent;
    }
}
