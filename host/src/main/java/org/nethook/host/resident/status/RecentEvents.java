package org.nethook.host.resident.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.resident.status.HostStatus.RecentEvent;

/** The last events that were handled. A fixed number of them; safe for use by several threads, without a lock. */
public final class RecentEvents {
    /** How many are kept. */
    public static final int SIZE = 100;

    private final AtomicLong next = new AtomicLong();
    private final AtomicReferenceArray<Entry> ring = new AtomicReferenceArray<>(SIZE);

    /** An event was handled. */
    public void add(InterfaceEvent event, int listeners, int failures) {
        long number = next.getAndIncrement();
        ring.set((int) (number % SIZE), new Entry(number, event, listeners, failures));
    }

    /** What is kept, the newest last. */
    public List<RecentEvent> all() {
        long end = next.get();
        List<RecentEvent> all = new ArrayList<>(SIZE);
        for (long number = Math.max(0, end - SIZE); number < end; number++) {
            Entry entry = ring.get((int) (number % SIZE));
            if (entry != null && entry.number >= number) {
                InterfaceEvent event = entry.event;
                all.add(new RecentEvent(event.at(), event.toString(), entry.listeners, entry.failures));
            }
        }
        return all;
    }

    private record Entry(long number, InterfaceEvent event, int listeners, int failures) {}
}
