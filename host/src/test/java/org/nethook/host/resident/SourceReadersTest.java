package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.lane.Bounds;
import org.nethook.host.resident.lane.EventsOf;
import org.nethook.host.resident.lane.LaneCounts;
import org.nethook.host.resident.worker.FaultPolicy;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.SharedSource;
import org.nethook.netif.source.SourceState;

/** Whoever hears an event takes it through the hooks, and somebody always listens. */
@Timeout(60)
class SourceReadersTest {
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Map<String, String> threads = new ConcurrentHashMap<>();
    private final Semaphore gate = new Semaphore(0);
    private final Wire wire = new Wire();

    /** A source whose messages the test sends; a message ends the wait of one thread, as the kernel does it. */
    private static final class Wire implements SharedSource {
        private final Deque<InterfaceEvent> sent = new ArrayDeque<>();
        private final AtomicInteger inside = new AtomicInteger();
        private EventSink sink;
        private boolean closed;
        private int waiting;

        synchronized void send(String event) {
            sent.add(EventsOf.event(event));
            notify();
        }

        synchronized boolean isWaitedFor() {
            return waiting > 0 && sent.isEmpty();
        }

        @Override
        public String name() {
            return "wire";
        }

        @Override
        public void begin(EventSink to) {
            sink = to;
        }

        @Override
        public synchronized void await() {
            waiting++;
            while (sent.isEmpty() && !closed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new AssertionError("a source is not to be interrupted", e);
                }
            }
            waiting--;
        }

        @Override
        public Step next() {
            assertEquals(1, inside.incrementAndGet(), "two at once");
            InterfaceEvent event;
            synchronized (this) {
                event = sent.poll();
                if (closed) {
                    return Step.END;
                }
            }
            if (event != null) {
                sink.event(event);
            }
            inside.decrementAndGet();
            return event != null ? Step.MORE : Step.NOTHING;
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }
    }

    private record Feed(Intake intake) implements EventSink {
        @Override
        public void event(InterfaceEvent event) {
            intake.event(event);
        }

        @Override
        public void malformed(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void gap(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void state(SourceState state, String message) {
            throw new AssertionError(message);
        }
    }

    private void listen(Host host) {
        Intake intake = host.dispatcher.source("wire");
        SourceReaders.start(wire, new Feed(intake), intake, host.dispatcher.threads());
        Host.await(wire::isWaitedFor);
    }

    private void note(InterfaceEvent event) {
        threads.put(event.ifName(), Thread.currentThread().getName());
        ran.add(event.ifName());
    }

    @Test
    void shouldTakeAnEventThroughTheHooksOnTheThreadThatHeardIt() {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> note(event)));
                wire) {
            listen(host);
            wire.send("em0 LINK_UP");
            Host.await(() -> ran.size() == 1);
            wire.send("em1 LINK_UP");
            Host.await(() -> ran.size() == 2);
            assertTrue(threads.get("em0").startsWith("nethook-source-"), threads.toString());
            assertTrue(threads.get("em1").startsWith("nethook-source-"), threads.toString());
            assertEquals(0, host.dispatcher.status().threads().all());
        }
    }

    @Test
    @Tag("A3")
    void shouldListenOnHoweverManyHooksWait() throws InterruptedException {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
                    note(event);
                    if (event.ifName().startsWith("slow")) {
                        gate.acquire();
                    }
                }));
                wire) {
            listen(host);
            for (int i = 0; i < 8; i++) {
                wire.send("slow" + i + " ATTACH");
            }
            wire.send("em0 LINK_UP");
            Host.await(() -> ran.contains("em0"));
            assertEquals(0, gate.availablePermits());
            gate.release(8);
            host.settle();
            assertEquals(9, ran.size());
            assertEquals("nethook-source-", threads.get("slow0").substring(0, 15));
            assertNotEquals("nethook-source-", threads.get("slow7").substring(0, 15));

            // back from its hook, the thread that heard takes part again
            Host.await(() -> {
                ran.clear();
                wire.send("em2 LINK_UP");
                Host.await(() -> ran.contains("em2"));
                return threads.get("em2").startsWith("nethook-source-");
            });
        }
    }

    @Test
    void shouldGoOnWithOneThreadWhenAHookNeverReturns() throws InterruptedException {
        FaultPolicy quick = new FaultPolicy(Duration.ofMillis(50), Duration.ofMillis(50), 5, Duration.ofMinutes(10));
        try (Host host = new Host(
                        quick,
                        Plugins.plugin("a", (event, context) -> {
                            if (event.ifName().equals("slow")) {
                                gate.acquireUninterruptibly();
                            }
                        }),
                        Plugins.plugin("b", (event, context) -> note(event)));
                wire) {
            listen(host);
            wire.send("slow ATTACH");
            Host.await(() -> ran.contains("slow"));
            for (int i = 0; i < 20; i++) {
                wire.send("em" + i + " LINK_UP");
            }
            Host.await(() -> ran.size() == 21);
            assertTrue(host.told.has("a ALARM"), host.told.lines.toString());
            gate.release();
            host.settle();
        }
    }

    /** A plugin that interrupts its own thread must not keep a source from listening. */
    @Test
    void shouldNotListenInterrupted() {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
                    note(event);
                    Thread.currentThread().interrupt();
                }));
                wire) {
            listen(host);
            for (int i = 0; i < 10; i++) {
                int sent = i + 1;
                wire.send("em" + i + " LINK_UP");
                Host.await(() -> ran.size() == sent);
            }
        }
    }

    @Test
    @Tag("A6")
    void shouldKeepTheOrderOfEachInterfaceWhateverHooksTake() throws InterruptedException {
        Map<String, List<Integer>> order = new ConcurrentHashMap<>();
        Random random = new Random(11);
        int events = 20_000;
        Limits roomy = new Limits(new Bounds(events, events, 100), FaultPolicy.USUAL, 8);
        try (Host host = new Host(roomy, Plugins.plugin("a", (event, context) -> {
                    int number = Integer.parseInt(event.data().get("n"));
                    order.computeIfAbsent(event.ifName(), name -> new ArrayList<>())
                            .add(number);
                    if (number % 500 == 0) {
                        Host.await(wire::isWaitedFor); // the other thread has heard all there was
                    }
                }));
                wire) {
            listen(host);
            for (int i = 1; i <= events; i++) {
                // a variable of its own, so that none replaces another
                wire.send("IFNET em" + random.nextInt(5) + " OTHER n=" + i);
                if (i % 100 == 0) {
                    Host.await(wire::isWaitedFor);
                }
            }
            Host.await(() -> host.dispatcher.counts().received() == events);
            host.settle();
            LaneCounts counts = host.dispatcher.counts();
            assertTrue(counts.balances(), counts.toString());
            assertEquals(events, counts.handled());
            int told = 0;
            for (List<Integer> each : order.values()) {
                assertEquals(each.stream().sorted().toList(), each);
                told += each.size();
            }
            assertEquals(events, told);
        }
    }
}
