package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.lane.Bounds;
import org.nethook.host.resident.lane.EventEnd;
import org.nethook.host.resident.lane.LaneCounts;
import org.nethook.host.resident.worker.FaultPolicy;

/** Real threads, several sources, random events and hooks; what must hold is looked at all the time. */
class DispatchStressTest {
    private static final int SOURCES = 3;
    private static final int EVENTS = 40_000;
    private static final String[] TYPES = {
        "LINK_UP", "LINK_DOWN", "ATTACH", "DETACH", "ADDR_ADD", "ADDR_DEL", "RENAME", "VF_UP", "VF_DOWN"
    };

    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final Map<String, Long> lastOf = new ConcurrentHashMap<>();
    private final AtomicInteger violations = new AtomicInteger();
    private final AtomicLong ends = new AtomicLong();
    private final AtomicLong runs = new AtomicLong();

    @Test
    @Tag("A6")
    void shouldAccountForEveryEventAndKeepTheOrderOfEachInterface() throws InterruptedException {
        Bounds tight = new Bounds(16, 200, 20);
        FaultPolicy never =
                new FaultPolicy(Duration.ofSeconds(60), Duration.ofSeconds(5), 1_000_000, Duration.ofMinutes(1));
        try (Host host =
                new Host(new Limits(tight, never, 8), Plugins.plugin("checks", (event, context) -> check(event)))) {
            List<Thread> sources = new ArrayList<>();
            for (int i = 0; i < SOURCES; i++) {
                int number = i;
                Thread source = new Thread(() -> send(host, number), "source-" + i);
                source.start();
                sources.add(source);
            }
            int looks = 0;
            while (sources.stream().anyMatch(Thread::isAlive)) {
                LaneCounts counts = host.dispatcher.counts();
                assertTrue(counts.balances(), counts.toString());
                assertTrue(counts.waiting() <= 250, counts.toString());
                host.dispatcher.status();
                looks++;
            }
            host.settle();
            Host.await(() -> ends.get() == (long) SOURCES * EVENTS);
            LaneCounts counts = host.dispatcher.counts();
            assertTrue(looks > 10, "looked " + looks + " times only");
            assertEquals((long) SOURCES * EVENTS, counts.received());
            assertEquals(counts.received(), counts.handled() + counts.coalesced() + counts.dropped());
            assertTrue(counts.coalesced() > 0 && counts.dropped() > 0 && counts.handled() > 0, counts.toString());
            assertEquals(0, violations.get(), "a lane ran twice at once, or events of one interface out of order");
            assertTrue(host.dispatcher.status().lanes().size() <= 200 + 20);
            assertEquals(
                    List.of(),
                    host.told.lines.stream().filter(l -> l.contains("bug")).toList());
        }
    }

    /** Interfaces em0 to em29 of each source, all their events with a growing number. */
    private void send(Host host, int source) {
        Random random = new Random(source);
        Intake intake = host.dispatcher.source("source " + source);
        EventEnd end = (ended, result) -> ends.incrementAndGet();
        for (int i = 0; i < EVENTS; i++) {
            String type = TYPES[random.nextInt(TYPES.length)];
            String name = "em" + source + "x" + random.nextInt(random.nextInt(50) == 0 ? 400 : 30);
            Map<String, String> data = type.equals("RENAME")
                    ? Map.of("name", "em" + source + "x" + random.nextInt(30), "n", Integer.toString(i))
                    : Map.of("address", "192.0.2." + random.nextInt(3), "n", Integer.toString(i));
            String system = type.startsWith("VF") ? "HYPERV_NIC_VF" : "IFNET";
            intake.event(new InterfaceEvent(system, name, type, data, Instant.EPOCH), end);
        }
    }

    private void check(InterfaceEvent event) {
        runs.incrementAndGet();
        AtomicInteger here = inside.computeIfAbsent(event.ifName(), name -> new AtomicInteger());
        if (here.incrementAndGet() != 1) {
            violations.incrementAndGet();
        }
        String number = event.data().get("n");
        if (number != null) {
            Long before = lastOf.put(event.ifName(), Long.valueOf(number));
            if (before != null && before >= Long.parseLong(number)) {
                violations.incrementAndGet();
            }
        }
        here.decrementAndGet();
        if ((runs.get() & 1023) == 0) {
            throw new IllegalStateException("now and then");
        }
    }
}
