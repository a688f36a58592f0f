package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.NetifException;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.worker.FaultPolicy;

@Tag("E5")
class ContainmentTest {
    private static final FaultPolicy QUICK =
            new FaultPolicy(Duration.ofMillis(50), Duration.ofMillis(50), 3, Duration.ofMinutes(10));

    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final LoadedPlugin other = Plugins.plugin("other", (event, context) -> ran.add(event.ifName()));

    @Test
    void shouldGoOnAfterAHookThatThrowsAnything() throws InterruptedException {
        try (Host host = new Host(
                Plugins.plugin("bad", (event, context) -> {
                    switch (event.ifName()) {
                        case "em0" -> throw new IllegalStateException("broken");
                        case "em1" -> deep(0);
                        case "em2" -> throw new AssertionError("an Error of its own");
                        default -> eat();
                    }
                }),
                other)) {
            for (int i = 0; i < 4; i++) {
                host.event("em" + i + " LINK_UP");
                host.settle();
            }
            assertEquals(List.of("em0", "em1", "em2", "em3"), ran);
            assertTrue(host.told.has("bad ALARM IFNET em0 LINK_UP failed: java.lang.IllegalStateException: broken"));
            assertTrue(host.told.has("bad ALARM IFNET em1 LINK_UP failed: java.lang.StackOverflowError"));
            assertTrue(host.told.has("bad ALARM IFNET em3 LINK_UP failed: java.lang.OutOfMemoryError"));
            assertEquals(4, status(host, "bad").faults());
        }
    }

    @Test
    void shouldInterruptAHookThatTakesTooLong() throws InterruptedException {
        try (Host host =
                new Host(QUICK, Plugins.plugin("slow", (event, context) -> TimeUnit.SECONDS.sleep(60)), other)) {
            host.event("em0 LINK_UP");
            host.settle();
            assertEquals(List.of("em0"), ran);
            assertTrue(host.told.has("slow ALARM IFNET em0 LINK_UP has run for "), host.told.lines.toString());
            assertEquals(1, status(host, "slow").timeouts());
            assertEquals(1, status(host, "slow").failures());
        }
    }

    @Test
    void shouldGiveUpAThreadThatLoopsForEverAndGoOnWithItsLane() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        try (Host host = new Host(
                QUICK,
                Plugins.plugin("loop", (event, context) -> {
                    while (!stop.get()) {
                        Thread.onSpinWait();
                    }
                }),
                other)) {
            host.event("em0 LINK_UP");
            host.settle();
            assertEquals(List.of("em0"), ran);
            assertTrue(host.told.has("loop ALARM IFNET em0 LINK_UP does not react to its interruption"));
            host.event("em0 LINK_DOWN");
            host.settle();
            assertEquals(List.of("em0", "em0"), ran);
            PluginStatus loop = status(host, "loop");
            assertEquals(1, loop.stuck());
            assertTrue(loop.parkedAt() != null, "a plugin that costs a thread a run is parked at once");
            stop.set(true);
            Host.await(() -> host.told.has("came to its end after all"));
            assertEquals(0, status(host, "loop").stuck());
            assertEquals(2, host.dispatcher.counts().handled());
            assertTrue(host.dispatcher.counts().balances());
        }
    }

    @Test
    void shouldParkAPluginAfterRepeatedFaultsUntilItIsUnparked() throws InterruptedException {
        AtomicBoolean works = new AtomicBoolean();
        try (Host host = new Host(
                QUICK,
                Plugins.plugin("bad", (event, context) -> {
                    if (!works.get()) {
                        throw new IllegalStateException("broken");
                    }
                    ran.add("bad " + event.ifName());
                }),
                other)) {
            for (int i = 0; i < 6; i++) {
                host.event("em" + i + " LINK_UP");
                host.settle();
            }
            assertEquals(3, status(host, "bad").runs());
            assertEquals(3, status(host, "bad").skipped());
            assertEquals(
                    1,
                    host.told.lines.stream()
                            .filter(l -> l.contains("parked after 3 faults in 10 minutes"))
                            .count());
            assertEquals(6, ran.size());
            works.set(true);
            host.state.add("em0 LINK_UP");
            assertTrue(host.dispatcher.unpark("bad"));
            assertFalse(host.dispatcher.unpark("bad"));
            Host.await(() -> ran.contains("bad em0"));
            assertTrue(status(host, "bad").parkedAt() == null);
        }
    }

    @Test
    void shouldNotParkAPluginForWhatTheKernelRefuses() throws InterruptedException {
        try (Host host = new Host(QUICK, Plugins.plugin("a", (event, context) -> {
            throw new NetifException("add lagg port", "em0", "the kernel said no");
        }))) {
            for (int i = 0; i < 10; i++) {
                host.event("em" + i + " LINK_UP");
            }
            host.settle();
            Host.await(() -> status(host, "a").failures() == 10);
            assertTrue(status(host, "a").parkedAt() == null);
            assertEquals(0, status(host, "a").faults());
        }
    }

    @Test
    void shouldNoticeThreadsThatAPluginLeavesBehind() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> left = new CopyOnWriteArrayList<>();
        try (Host host = new Host(
                Plugins.withOwnLoader("leaky", (event, context) -> {
                    Thread thread = new Thread(() -> awaitQuietly(end), "poller-of-" + event.ifName());
                    thread.start();
                    left.add(thread);
                }),
                other)) {
            host.event("em0 LINK_UP");
            host.settle();
            Host.await(() -> host.told.has("leaky ALARM left 1 thread running: poller-of-em0"));
            assertEquals(1, status(host, "leaky").faults());
            assertEquals(List.of("em0"), ran);
        } finally {
            end.countDown();
        }
        for (Thread thread : left) {
            thread.join();
        }
    }

    @Test
    void shouldContainATaskAsItDoesAHook() throws InterruptedException {
        try (Host host = new Host(QUICK, Plugins.plugin("a", (event, context) -> {
            context.scheduler().after("t", Duration.ZERO, "look later", () -> {
                throw new IllegalStateException("late");
            });
            context.scheduler().after("u", Duration.ZERO, "sleep", () -> TimeUnit.SECONDS.sleep(60));
        }))) {
            host.event("em0 LINK_UP");
            Host.await(() -> host.told.has("a ALARM look later failed: java.lang.IllegalStateException: late"));
            Host.await(() -> host.told.has("a ALARM sleep has run for "));
        }
    }

    @Test
    void shouldKeepAPluginFromPilingUpTasks() throws InterruptedException {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            for (int i = 0; i < 2000; i++) {
                context.scheduler().after("t" + i, Duration.ofDays(1), "wait", () -> {});
            }
        }))) {
            host.event("em0 LINK_UP");
            host.settle();
            assertTrue(host.told.has("already has 1000 tasks waiting"));
            assertEquals(1000, status(host, "a").tasks());
        }
    }

    private static PluginStatus status(Host host, String id) {
        return host.dispatcher.status().plugins().stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static int deep(int level) {
        return deep(level + 1) + 1;
    }

    private static void eat() {
        List<long[]> eaten = new ArrayList<>();
        while (true) {
            eaten.add(new long[Integer.MAX_VALUE - 8]);
        }
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
