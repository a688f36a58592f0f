package org.nethook.hypervvf.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

/**
 * Whatever the hardware does, and whatever events and hosts get lost on the way: once it rests, every address has one owner, a
 * VF that is there carries the traffic in its lagg, one that is not is nowhere, and no VF was ever brought up that had left or
 * had not settled. {@code -Dnethook.seed=N} runs the one sequence of that seed.
 */
class RandomTimelineTest {
    private static final int SEQUENCES = Integer.getInteger("nethook.sequences", 10_000);
    private static final int THREADS = 2;
    private static final long FIRST_SEED = 20_261_123L;

    @Test
    @Tag("A7")
    @Tag("A9")
    @Tag("B6")
    @Tag("B7")
    @Tag("B10")
    void shouldConvergeFromEveryTimeline() throws Exception {
        Long only = Long.getLong("nethook.seed");
        if (only != null) {
            run(only);
            return;
        }
        ExecutorService both = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < THREADS; part++) {
                long first = FIRST_SEED + part;
                parts.add(both.submit(() -> {
                    for (long seed = first; seed < FIRST_SEED + SEQUENCES; seed += THREADS) {
                        run(seed);
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            both.shutdownNow();
        }
    }

    private static void run(long seed) {
        Random random = new Random(seed);
        List<String> script = List.of();
        try (RandomGuest guest = new RandomGuest(random)) {
            script = guest.script();
            int happenings = 3 + random.nextInt(8);
            for (int i = 0; i < happenings; i++) {
                guest.happen();
            }
            guest.rest();
            assertSettled(guest);
            int plans = guest.host().plans().size();
            assertTrue(plans <= guest.mostPlans(), plans + " plans for " + guest.mostPlans() + " reasons");
            guest.rest();
            assertEquals(plans, guest.host().plans().size(), "plans when told again of what is there");
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n  " + String.join("\n  ", script), e);
        }
    }

    private static void assertSettled(RandomGuest guest) throws NetifException {
        TestHost host = guest.host();
        assertEquals(List.of(), host.texts(Told.Kind.ALARM));
        for (RandomGuest.Hn hn : guest.hns()) {
            List<String> owners = new ArrayList<>();
            Netif lagg = null;
            for (Netif netif : host.machine().netif().list()) {
                if (netif.addresses().contains(InterfaceAddress.parse(hn.address))) {
                    owners.add(netif.ifName());
                }
                if (netif.lagg().isPresent() && netif.lagg().get().hasPort(hn.ifName)) {
                    lagg = netif;
                }
            }
            assertEquals(List.of(lagg == null ? hn.ifName : lagg.ifName()), owners, "owners of " + hn.address);
            if (hn.vf != null) {
                assertTrue(lagg != null, hn.ifName + " has a VF and is in no lagg");
                assertTrue(host.netif(hn.vf).orElseThrow().isUp(), hn.vf + " is not up");
            }
            if (lagg != null) {
                TreeSet<String> ports = new TreeSet<>();
                lagg.lagg().get().ports().forEach(port -> ports.add(port.ifName()));
                assertEquals(
                        new TreeSet<>(hn.vf == null ? List.of(hn.ifName) : List.of(hn.ifName, hn.vf)),
                        ports,
                        "ports of " + lagg);
                assertTrue(lagg.isUp(), lagg + " is not up");
            }
        }
        assertTrue(host.machine().hasPath(), host.machine().pathDescription());
    }
}
