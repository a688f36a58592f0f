package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.resident.lane.EventsOf;
import org.nethook.host.resident.lane.Generation;

class ResidentDispatcherTest {
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    @Tag("A3")
    void shouldNotDelayOtherInterfacesWhenHooksSleep() throws InterruptedException {
        CountDownLatch sleeping = new CountDownLatch(8);
        AtomicLong delay = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            if (event.ifName().startsWith("slow")) {
                sleeping.countDown();
                TimeUnit.SECONDS.sleep(60);
            } else {
                delay.addAndGet(System.nanoTime());
                done.countDown();
            }
        }))) {
            for (int i = 0; i < 8; i++) {
                host.event("slow" + i + " LINK_UP");
            }
            assertTrue(sleeping.await(30, TimeUnit.SECONDS), "eight hooks that sleep leave no thread for the others");
            delay.addAndGet(-System.nanoTime());
            host.event("em0 LINK_UP");
            assertTrue(done.await(30, TimeUnit.SECONDS));
            assertTrue(delay.get() < 100_000_000, "delayed by " + delay.get() / 1000 + " us");
            Host.await(() -> host.dispatcher.counts().running() == 8);
        }
    }

    @Test
    @Tag("A5")
    void shouldRunAllHooksInDeclaredOrder() throws InterruptedException {
        try (Host host = new Host(
                Plugins.plugin("z", 1, Grants.NONE, (event, context) -> ran.add("z")),
                Plugins.plugin("b", 5, Grants.NONE, (event, context) -> ran.add("b")),
                Plugins.plugin("a", 5, Grants.NONE, (event, context) -> ran.add("a")))) {
            host.event("em0 LINK_UP");
            host.settle();
        }
        assertEquals(List.of("z", "a", "b"), ran);
    }

    @Test
    @Tag("A6")
    void shouldRunOnceForWhatSettledDuringARun() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            ran.add(event.type());
            started.countDown();
            go.await();
        }))) {
            host.event("hn0 VF_UP");
            started.await();
            for (int i = 0; i < 900; i++) {
                host.event(i % 2 == 0 ? "hn0 VF_DOWN" : "hn0 VF_UP");
            }
            host.event("hn0 VF_DOWN");
            assertEquals(1, host.dispatcher.counts().waiting());
            go.countDown();
            host.settle();
            assertEquals(List.of("VF_UP", "VF_DOWN"), ran);
            assertEquals(900, host.dispatcher.counts().coalesced());
            assertTrue(host.dispatcher.counts().balances());
        }
    }

    @Test
    @Tag("A7")
    void shouldTellNoFurtherHookOfAnUpOnceTheDownCame() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Host host = new Host(
                Plugins.plugin("a", (event, context) -> {
                    ran.add("a " + event.type());
                    started.countDown();
                    go.await();
                }),
                Plugins.plugin("b", (event, context) -> ran.add("b " + event.type())))) {
            host.event("em0 LINK_UP");
            started.await();
            host.event("em0 LINK_DOWN");
            go.countDown();
            host.settle();
            assertEquals(List.of("a LINK_UP", "a LINK_DOWN", "b LINK_DOWN"), ran);
            assertEquals(1, host.dispatcher.status().plugins().get(1).skipped());
        }
    }

    @Test
    @Tag("A7")
    void shouldNotRunATaskThatTheDownCancels() throws InterruptedException {
        CountDownLatch due = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            if (event.type().equals("LINK_UP")) {
                context.scheduler().after("up", Duration.ofMillis(1), "bring up", () -> ran.add("up"));
                started.countDown();
                Host.await(() -> ran.contains("down received"));
                due.await(); // and so is the task: it waits for this hook to end, as the down does
            } else {
                ran.add("cancelled " + context.scheduler().cancel("up"));
            }
        }))) {
            host.event("em0 LINK_UP");
            started.await();
            host.event("em0 LINK_DOWN");
            ran.add("down received");
            host.timer.after(Duration.ofMillis(5), "the task was due before", due::countDown);
            host.settle();
            assertEquals(List.of("down received", "cancelled true"), ran);
        }
    }

    @Test
    void shouldRunTasksInTheLaneThatScheduledThem() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(2);
        CountDownLatch due = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            if (event.type().equals("LINK_UP")) {
                context.scheduler().after(event.ifName(), Duration.ZERO, "look", () -> {
                    ran.add("task " + event.ifName());
                    ended.countDown();
                });
                started.countDown();
                due.await(); // the task was due before, but this hook has not ended
                ran.add("hook " + event.ifName());
            }
        }))) {
            host.event("em0 LINK_UP");
            host.event("em1 LINK_UP");
            started.await();
            host.timer.after(Duration.ofMillis(5), "the tasks were due before", due::countDown);
            assertTrue(ended.await(30, TimeUnit.SECONDS));
            assertTrue(ran.indexOf("hook em0") < ran.indexOf("task em0"), ran.toString());
            assertTrue(ran.indexOf("hook em1") < ran.indexOf("task em1"), ran.toString());
        }
    }

    @Test
    void shouldTellWhatBecameOfAnEvent() throws InterruptedException {
        try (Host host = new Host(
                Plugins.plugin("a", (event, context) -> {
                    throw new IllegalStateException("no");
                }),
                Plugins.plugin("b", (event, context) -> {}))) {
            host.dispatcher
                    .source("test")
                    .event(EventsOf.event("em0 LINK_UP"), (ended, result) -> ran.add(ended + " " + result));
            host.settle();
            Host.await(() -> !ran.isEmpty());
        }
        assertEquals(List.of("HANDLED DispatchResult[listeners=2, failures=1]"), ran);
    }

    @Test
    void shouldTellAnewWhatWasLost() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            ran.add(event.type());
            started.countDown();
            go.await();
        }))) {
            host.state.addAll(List.of("em0 IFATTACH", "em0 LINK_DOWN"));
            host.event("em0 ATTACH");
            started.await();
            for (int i = 0; i < 400; i++) {
                host.event("em0 IFATTACH");
            }
            go.countDown();
            host.settle();
            assertEquals(List.of("ATTACH", "IFATTACH", "LINK_DOWN"), ran.subList(0, 3));
            assertEquals(1, host.dispatcher.status().resyncs());
            assertTrue(host.told.has("nethook ALARM em0: events come faster than they are handled"));
            assertTrue(host.dispatcher.counts().balances());
        }
    }

    @Test
    void shouldTellEverythingAnewAfterAGap() throws InterruptedException {
        try (Host host =
                new Host(Plugins.plugin("a", (event, context) -> ran.add(event.ifName() + " " + event.type())))) {
            host.event("em9 ATTACH");
            host.settle();
            host.state.addAll(List.of("em0 IFATTACH", "em0 LINK_UP", "em1 IFATTACH"));
            host.dispatcher.source("test").gap();
            host.settle();
            Host.await(() -> ran.size() == 5);
            assertEquals(
                    List.of("em0 IFATTACH", "em0 LINK_UP"),
                    ran.stream().filter(r -> r.startsWith("em0")).toList());
            assertTrue(ran.contains("em1 IFATTACH"));
            assertTrue(ran.contains("em9 DETACH"), "it has gone meanwhile");
        }
    }

    @Test
    @Tag("E4")
    void shouldFinishARunWithTheOldPluginsAndStartTheNextWithTheNew() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Host host = new Host(
                Plugins.plugin("a", (event, context) -> {
                    ran.add("old a " + event.type());
                    started.countDown();
                    go.await();
                }),
                Plugins.plugin("b", (event, context) -> ran.add("old b " + event.type())))) {
            host.event("em0 ATTACH");
            started.await();
            host.event("em0 IFATTACH");
            Generation before = host.plugins(Plugins.plugin("a", (event, context) -> ran.add("new a " + event.type())));
            assertFalse(before.awaitUnused(Duration.ofMillis(10)));
            go.countDown();
            assertTrue(before.awaitUnused(Duration.ofSeconds(30)));
            host.settle();
        }
        assertEquals(List.of("old a ATTACH", "old b ATTACH", "new a IFATTACH"), ran);
    }

    @Test
    void shouldShowHowItIs() throws InterruptedException {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {}))) {
            host.event("em0 LINK_UP");
            host.settle();
            Host.await(() -> host.dispatcher.counts().handled() == 1);
            var status = host.dispatcher.status();
            assertEquals(1, status.events().handled());
            assertEquals("test", status.sources().get(0).name());
            assertEquals("em0", status.lanes().get(0).name());
            assertEquals(1, status.plugins().get(0).latency().count());
            assertEquals("IFNET em0 LINK_UP", status.recent().get(0).text());
        }
    }
}
