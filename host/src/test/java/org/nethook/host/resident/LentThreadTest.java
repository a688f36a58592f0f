package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nethook.host.resident.lane.EventEnd;
import org.nethook.host.resident.lane.EventsOf;
import org.nethook.host.resident.worker.FaultPolicy;

/** The thread of somebody who waits for an event's end runs its hooks, and nothing else about the event changes. */
@Timeout(60)
class LentThreadTest {
    private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final Semaphore gate = new Semaphore(0);
    private final CountDownLatch started = new CountDownLatch(1);

    private void run(Host host, String event, EventEnd end) {
        host.dispatcher.source("asking").run(EventsOf.event(event), end);
    }

    @Test
    void shouldTakeTheEventThroughTheHooks() throws InterruptedException {
        try (Host host = new Host(
                Plugins.plugin("a", (event, context) -> thread.set(Thread.currentThread())),
                Plugins.plugin("b", (event, context) -> ran.add(event.ifName())))) {
            run(host, "em0 LINK_UP", (ended, result) -> ran.add(ended + " " + result.listeners()));
            assertEquals(List.of("em0", "HANDLED 2"), List.copyOf(ran));
            assertSame(Thread.currentThread(), thread.get());
            assertTrue(host.dispatcher.counts().balances());

            host.event("em0 LINK_DOWN"); // the lane is the crew's again
            host.settle();
            assertTrue(thread.get() != Thread.currentThread());
        }
    }

    @Test
    void shouldLeaveALaneThatRunsToTheCrew() throws InterruptedException {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            ran.add(event.type());
            started.countDown();
            gate.acquire();
        }))) {
            host.event("em0 ATTACH");
            started.await();
            run(host, "em0 IFATTACH", (ended, result) -> ran.add("end"));
            assertEquals(List.of("ATTACH"), List.copyOf(ran), "the caller neither ran nor waited");
            gate.release(2);
            host.settle();
            assertEquals(List.of("ATTACH", "IFATTACH", "end"), List.copyOf(ran));
        }
    }

    @Test
    void shouldLeaveWhatCameMeanwhileToTheCrew() throws InterruptedException {
        try (Host host = new Host(Plugins.plugin("a", (event, context) -> {
            ran.add(event.type());
            thread.set(Thread.currentThread());
            if (event.type().equals("ATTACH")) {
                started.countDown();
                gate.acquire();
            }
        }))) {
            Thread other = new Thread(() -> {
                try {
                    started.await();
                    host.event("em0 IFATTACH");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                gate.release();
            });
            other.start();
            run(host, "em0 ATTACH", EventEnd.NOBODY);
            host.settle();
            other.join();
            assertEquals(List.of("ATTACH", "IFATTACH"), List.copyOf(ran));
            assertTrue(thread.get() != Thread.currentThread());
        }
    }

    @Test
    void shouldBeGivenUpWhenAHookNeverReturns() throws InterruptedException {
        FaultPolicy quick = new FaultPolicy(Duration.ofMillis(50), Duration.ofMillis(50), 5, Duration.ofMinutes(10));
        CountDownLatch ended = new CountDownLatch(1);
        try (Host host = new Host(
                quick,
                Plugins.plugin("a", (event, context) -> gate.acquireUninterruptibly()),
                Plugins.plugin("b", (event, context) -> ran.add(event.ifName())))) {
            Thread lent = new Thread(() -> run(host, "em0 LINK_UP", (how, result) -> ended.countDown()));
            lent.start();
            ended.await();
            assertEquals(List.of("em0"), List.copyOf(ran), "the crew went on with the next hook");
            assertTrue(host.told.has("a ALARM"), host.told.lines.toString());
            gate.release();
            lent.join();
            host.settle();
            assertEquals(List.of("em0"), List.copyOf(ran));
        }
    }
}
