package org.nethook.host.resident.worker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.nethook.host.journal.Journal;

/**
 * Notices threads that plugins started in a hook and left running. Such a thread is in the group of the crew's threads and has
 * the plugin's class loader, both inherited. Looks after a hook, and at most once a second; nothing can end such a thread.
 */
public final class PluginThreads {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Workers workers;
    private final Containment containment;
    private final Journal journal;
    private final LongSupplier nanos;
    private final Map<ClassLoader, String> plugins = new WeakHashMap<>();
    private final AtomicLong lookedAt;
    private Set<Long> known = new HashSet<>();

    /** Looks at the threads of {@code workers}. */
    public PluginThreads(Workers workers, Containment containment, Journal journal, LongSupplier nanos) {
        this.workers = workers;
        this.containment = containment;
        this.journal = journal;
        this.nanos = nanos;
        this.lookedAt = new AtomicLong(nanos.getAsLong() - INTERVAL);
    }

    /** Whose classes these are. */
    public synchronized void belongsTo(ClassLoader classes, String pluginId) {
        plugins.put(classes, pluginId);
    }

    /** Looks, unless somebody did within the last second. */
    void look() {
        long last = lookedAt.get();
        long now = nanos.getAsLong();
        if (now - last >= INTERVAL && lookedAt.compareAndSet(last, now)) {
            report(left());
        }
    }

    private void report(Map<String, List<String>> left) {
        for (Map.Entry<String, List<String>> entry : left.entrySet()) {
            List<String> names = entry.getValue();
            journal.alarm(
                    entry.getKey(),
                    "left " + names.size() + (names.size() == 1 ? " thread" : " threads") + " running: "
                            + String.join(", ", names.subList(0, Math.min(5, names.size())))
                            + (names.size() > 5 ? ", …" : "") + "; work for later belongs into the scheduler");
            containment.fault(entry.getKey(), "a thread left running");
        }
    }

    /** The names of threads not known yet, by the plugin that left them. */
    private synchronized Map<String, List<String>> left() {
        Set<Thread> ours = new HashSet<>();
        Set<String> running = new HashSet<>();
        for (Seat seat : workers.seats()) {
            ours.add(seat.thread());
            if (seat.isRunning()) {
                running.add(seat.pluginId()); // it may need its threads just now
            }
        }
        Thread[] all = new Thread[workers.group().activeCount() + 16];
        int count = workers.group().enumerate(all);
        Map<String, List<String>> left = new TreeMap<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Thread thread = all[i];
            String plugin = plugins.get(thread.getContextClassLoader());
            if (plugin == null || ours.contains(thread) || thread.getName().startsWith(Workers.THREADS)) {
                continue;
            }
            boolean isKnown = known.contains(idOf(thread));
            if (isKnown || !running.contains(plugin)) {
                seen.add(idOf(thread));
            }
            if (!isKnown && !running.contains(plugin)) {
                left.computeIfAbsent(plugin, id -> new ArrayList<>()).add(thread.getName());
            }
        }
        known = seen;
        return left;
    }

    @SuppressWarnings("deprecation") // threadId() came with Java 19
    private static long idOf(Thread thread) {
        return thread.getId();
    }
}
