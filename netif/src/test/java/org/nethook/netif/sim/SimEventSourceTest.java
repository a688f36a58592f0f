package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nethook.netif.source.HeardSink;
import org.nethook.netif.source.RunningSource;

@Timeout(60)
class SimEventSourceTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final HeardSink sink = new HeardSink();

    @Test
    void shouldTellWhatTheMachineAnnounces() throws Exception {
        try (SimMachine machine = new SimMachine(
                new MachineSpec("14.0", Map.of("kern.vm_guest", "none"), List.of(), "", List.of()), time)) {
            RunningSource running = new RunningSource(machine.platform().events(time), sink);
            sink.await("gap", 1);
            machine.boot();
            time.runUntil(Duration.ofSeconds(1));
            machine.hardware().devctlLine("!system=IFNET subsystem=hn0 type=LINK_UP");
            sink.await(heard -> heard.all("event").contains("IFNET hn0 LINK_UP"));
            running.close();
            assertTrue(
                    sink.all("event").contains("IFNET lo0 ATTACH"), sink.all().toString());
        }
    }

    @Test
    void shouldTellOfAGapWhenItsQueueIsFull() throws Exception {
        SimEventSource source = new SimEventSource(time);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch full = new CountDownLatch(1);
        sink.onEvent(() -> {
            reading.countDown();
            try {
                full.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RunningSource running = new RunningSource(source, sink);
        sink.await("gap", 1);
        source.line("!system=A subsystem=b type=FIRST");
        reading.await();
        for (int i = 0; i < 1005; i++) {
            source.line("!system=A subsystem=b type=C n=" + i);
        }
        full.countDown();
        sink.await("event", 1001);
        running.close();

        assertEquals(List.of("began to listen", "the machine's queue of events was full"), sink.all("gap"));
        assertEquals("A b C n=5", sink.all("event").get(1));
        assertEquals("A b C n=1004", sink.all("event").get(1000));
    }
}
