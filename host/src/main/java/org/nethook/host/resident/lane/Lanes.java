package org.nethook.host.resident.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.dispatch.DispatchResult;

/**
 * All lanes. Events of different interfaces do not wait for each other, not even for a lock. What may wait is bounded: where
 * there is no room, events are dropped, counted, and their interface's state is told anew instead. Safe for use by several
 * threads.
 */
public final class Lanes {
    /** The lane that has everything told anew. No interface can have this name. */
    public static final String EVERYTHING = "*";

    private static final DispatchResult NOTHING = new DispatchResult(0, 0);

    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<LaneCounts> retired = new AtomicReference<>(LaneCounts.NONE);
    private final Object retirement = new Object();
    private final Bounds bounds;
    private final Crew crew;
    private final Overflow overflow;

    /** @param crew runs the lanes */
    public Lanes(Bounds bounds, Crew crew, Overflow overflow) {
        this.bounds = bounds;
        this.crew = crew;
        this.overflow = overflow;
        lanes.put(EVERYTHING, new Lane(EVERYTHING, crew));
    }

    /**
     * The lane of an event: that of its interface, for a RENAME that of the old name. Events about no interface have a lane
     * per system and subsystem.
     */
    public static String keyOf(InterfaceEvent event) {
        return event.eventType() != EventType.OTHER || event.system().equals("IFNET")
                ? event.ifName()
                : event.system() + "/" + event.subsystem();
    }

    /**
     * Takes an event. Never waits; may end other events, or this one.
     *
     * @param receivedNanos when it was received, on the clock latencies are measured with
     */
    public void offer(InterfaceEvent event, long receivedNanos, EventEnd end) {
        EventItem item = new EventItem(event, receivedNanos, end, true);
        if (item.type() == EventType.RENAME) {
            String newName = event.data().get("name");
            if (newName != null && !newName.equals(event.ifName())) {
                item.gate = gate(newName);
            }
        }
        settle(put(keyOf(event), item));
    }

    /** An event that was not received but tells a state anew; it counts nowhere and has no end to tell of. */
    public static EventItem anew(InterfaceEvent event, long nanos) {
        return new EventItem(event, nanos, EventEnd.NOBODY, false);
    }

    /** Puts the task at the end of its lane. */
    public void add(String key, TaskItem task) {
        addItem(key, task);
    }

    /** Has the state of one interface told anew, after what waits for it now. */
    public void resync(String key) {
        while (true) {
            Lane lane = lane(key);
            synchronized (lane) {
                if (!lane.isRetired()) {
                    lane.resync();
                    return;
                }
            }
        }
    }

    private Gate gate(String newName) {
        while (true) {
            Lane lane = lane(newName);
            synchronized (lane) {
                if (!lane.isRetired()) {
                    Gate gate = new Gate(lane);
                    lane.add(gate);
                    return gate;
                }
            }
        }
    }

    private void addItem(String key, Item item) {
        while (true) {
            Lane lane = lane(key);
            synchronized (lane) {
                if (!lane.isRetired()) {
                    lane.add(item);
                    return;
                }
            }
        }
    }

    private EventItem put(String key, EventItem item) {
        boolean full = waiting.get() >= bounds.all();
        while (true) {
            // with no room at all, a name without a lane does not get one
            Lane lane = full ? lanes.getOrDefault(key, lanes.get(EVERYTHING)) : lane(key);
            EventItem ended;
            boolean begins = false;
            synchronized (lane) {
                if (lane.isRetired()) {
                    continue;
                }
                int before = lane.waiting();
                if (full || before >= bounds.perLane()) {
                    begins = !lane.isOverflowing();
                    ended = lane.overflow(item);
                } else {
                    ended = lane.offer(item);
                }
                waiting.addAndGet(lane.waiting() - before);
            }
            if (begins) {
                overflow.dropped(lane.key());
            }
            return ended;
        }
    }

    private Lane lane(String key) {
        Lane lane = lanes.get(key);
        return lane != null ? lane : lanes.computeIfAbsent(key, k -> new Lane(k, crew));
    }

    /** Tells of the ends of a chain of events. */
    private void settle(EventItem chain) {
        for (EventItem item = chain; item != null; item = item.nextEnded) {
            if (item.gate != null) {
                resync(item.event().data().get("name"));
                item.gate.open();
            }
            item.end().ended(item.ended, NOTHING);
        }
    }

    /** What to run next in the lane; null when there is nothing to run now. */
    public Item take(Lane lane) {
        synchronized (lane) {
            int before = lane.waiting();
            Item item = lane.take();
            if (lane.waiting() != before) {
                waiting.addAndGet(lane.waiting() - before);
            }
            return item;
        }
    }

    /**
     * The item that was taken from the lane has run.
     *
     * @param comeBack whether other lanes wait for the caller
     * @return whether the caller is to take the next item of the lane
     */
    public boolean finish(Lane lane, Item item, boolean comeBack) {
        boolean more = lane.finish(item, comeBack);
        if (item instanceof EventItem event) {
            if (event.gate != null) {
                event.gate.open();
            }
            event.end().ended(Ended.HANDLED, new DispatchResult(event.listeners(), event.failures()));
        }
        if (!more && lane.isIdle(lanes.size() <= bounds.idleLanes())) {
            retire(lane);
        }
        return more;
    }

    private void retire(Lane lane) {
        if (lane.key().equals(EVERYTHING)) {
            return;
        }
        synchronized (retirement) {
            if (lane.retire()) {
                lanes.remove(lane.key(), lane);
                retired.set(retired.get().plus(lane.counts()));
            }
        }
    }

    /** Where all events are, those of lanes long gone included. Always {@linkplain LaneCounts#balances balances}. */
    public LaneCounts counts() {
        synchronized (retirement) {
            LaneCounts sum = retired.get();
            for (Lane lane : lanes.values()) {
                sum = sum.plus(lane.counts());
            }
            return sum;
        }
    }

    /** The lane of this key; null when there is none. */
    public Lane find(String key) {
        return lanes.get(key);
    }

    /** Waits until no event waits or runs; returns whether that is so. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!isIdle()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1); // only at the end of a host's life, and in tests
        }
        return true;
    }

    private boolean isIdle() {
        for (Lane lane : lanes.values()) {
            if (!lane.isQuiet()) {
                return false;
            }
        }
        return true;
    }

    /** The lanes there are now. */
    public Collection<Lane> all() {
        List<Lane> all = new ArrayList<>(lanes.values());
        all.remove(lanes.get(EVERYTHING));
        return all;
    }
}
