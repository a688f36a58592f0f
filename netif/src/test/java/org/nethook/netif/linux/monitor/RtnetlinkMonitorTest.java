package org.nethook.netif.linux.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.netif.linux.monitor.MonitoredKernel.address;
import static org.nethook.netif.linux.monitor.MonitoredKernel.concat;
import static org.nethook.netif.linux.monitor.MonitoredKernel.gone;
import static org.nethook.netif.linux.monitor.MonitoredKernel.link;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.source.Backoff;
import org.nethook.netif.source.HeardSink;
import org.nethook.netif.source.RunningSource;
import org.nethook.netif.source.SharedSource.Step;
import org.nethook.netif.source.TestPause;

/** Messages as bytes, from a kernel that does what the test says. */
@Timeout(60)
class RtnetlinkMonitorTest {
    private static final int UP = 0x1;
    private static final int LOOPBACK = 0x8;
    private static final int RUNNING = 0x40;
    private static final int AF_BRIDGE = 7;

    private final MonitoredKernel kernel = new MonitoredKernel();
    private final HeardSink sink = new HeardSink();
    private final RtnetlinkMonitor monitor =
            new RtnetlinkMonitor(kernel, 4096, Clock.systemUTC(), new Backoff(new Random(1)), new TestPause());
    private RunningSource running;

    private void run() throws Exception {
        running = new RunningSource(monitor, sink);
        sink.await("gap", 1);
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
            assertEquals(0, kernel.openSockets());
        }
    }

    /** Announces something and then an interface that ends the wait for what came of it. */
    private List<String> events(byte[]... messages) throws Exception {
        if (messages.length > 0) {
            kernel.announce(messages);
        }
        kernel.announce(link(999, "end", 0));
        sink.await(heard -> heard.all("event").contains("ETHERNET end IFATTACH"));
        List<String> events = sink.all("event");
        return events.subList(0, events.indexOf("IFNET end ATTACH"));
    }

    @Test
    @Tag("A9")
    void shouldSubscribeThenLookAndTellNothingOfWhatWasThere() throws Exception {
        kernel.has(link(1, "va", UP | RUNNING), address(IfAddrMsg.RTM_NEWADDR, 1, "192.0.2.4"));
        run();

        assertEquals(
                List.of("IFNET va LINK_DOWN"),
                events(link(1, "va", UP | RUNNING), address(IfAddrMsg.RTM_NEWADDR, 1, "192.0.2.4"), link(1, "va", UP)));
        assertEquals(1 | 0x10 | 0x100, kernel.subscribed());
        assertTrue(kernel.wasForced());
        assertEquals(
                List.of(
                        "CONNECTING subscribing to rtnetlink",
                        "LISTENING listening to rtnetlink",
                        "gap began to listen"),
                sink.all().subList(0, 3));
    }

    @Test
    void shouldTellOfAnInterfaceFromItsComingToItsGoing() throws Exception {
        run();

        assertEquals(
                List.of(
                        "IFNET va ATTACH",
                        "ETHERNET va IFATTACH",
                        "IFNET va LINK_UP",
                        "IFNET va ADDR_ADD address=192.0.2.4",
                        "IFNET va ADDR_ADD address=2001:db8::4",
                        "IFNET va RENAME name=wan0",
                        "IFNET wan0 LINK_DOWN",
                        "IFNET wan0 ADDR_DEL address=192.0.2.4",
                        "IFNET wan0 DETACH"),
                events(
                        link(3, "va", 0),
                        link(3, "va", 0),
                        link(3, "va", UP),
                        link(3, "va", UP | RUNNING),
                        address(IfAddrMsg.RTM_NEWADDR, 3, "192.0.2.4"),
                        address(IfAddrMsg.RTM_NEWADDR, 3, "2001:db8::4"),
                        address(IfAddrMsg.RTM_NEWADDR, 3, "2001:db8::4"),
                        link(3, "wan0", UP | RUNNING),
                        link(3, "wan0", UP),
                        address(IfAddrMsg.RTM_DELADDR, 3, "192.0.2.4"),
                        address(IfAddrMsg.RTM_DELADDR, 3, "192.0.2.4"),
                        gone(3, "wan0"),
                        gone(3, "wan0")));
    }

    @Test
    void shouldCallOnlyEthernetEthernet() throws Exception {
        run();

        assertEquals(
                List.of("IFNET lo ATTACH", "IFNET lo LINK_UP", "IFNET tun0 ATTACH"),
                events(link(1, "lo", LOOPBACK | UP | RUNNING), link(IfInfoMsg.RTM_NEWLINK, 0, 2, "tun0", 0, 0)));
    }

    @Test
    void shouldNotTakeAPortThatLeavesABridgeForAnInterfaceThatLeaves() throws Exception {
        kernel.has(link(1, "va", 0), new byte[0]);
        run();

        assertEquals(
                List.of(),
                events(
                        link(IfInfoMsg.RTM_NEWLINK, AF_BRIDGE, 1, "va", UP | RUNNING, 6),
                        link(IfInfoMsg.RTM_DELLINK, AF_BRIDGE, 1, "va", 0, 6)));
    }

    @Test
    @Tag("A2")
    void shouldTellEveryDifferenceAfterAnOverrun() throws Exception {
        kernel.has(
                concat(link(1, "va", UP | RUNNING), link(2, "vb", 0), link(3, "vc", 0)),
                concat(address(IfAddrMsg.RTM_NEWADDR, 1, "192.0.2.1"), address(IfAddrMsg.RTM_NEWADDR, 1, "192.0.2.2")));
        run();
        kernel.has(
                concat(link(1, "va", UP), link(3, "wan0", UP | RUNNING), link(4, "vd", 0)),
                concat(address(IfAddrMsg.RTM_NEWADDR, 1, "192.0.2.2"), address(IfAddrMsg.RTM_NEWADDR, 4, "192.0.2.3")));
        kernel.overrun();
        sink.await("gap", 2);

        assertEquals(
                List.of(
                        "IFNET vb DETACH",
                        "IFNET va LINK_DOWN",
                        "IFNET va ADDR_DEL address=192.0.2.1",
                        "IFNET vc RENAME name=wan0",
                        "IFNET wan0 LINK_UP",
                        "IFNET vd ATTACH",
                        "ETHERNET vd IFATTACH",
                        "IFNET vd ADDR_ADD address=192.0.2.3"),
                events());
        assertEquals(List.of("began to listen", "the kernel had more events than there was room for"), sink.all("gap"));
        assertEquals(List.of(), sink.all("LOST"));
    }

    @Test
    @Tag("A11")
    void shouldIgnoreWhoIsNotTheKernel() throws Exception {
        run();
        kernel.announceFrom(4711, link(1, "forged", 0));
        kernel.announceFrom(-2, new byte[0]);

        assertEquals(List.of(), events());
        assertEquals(
                List.of(
                        "a message from netlink port 4711, not from the kernel",
                        "a message from netlink port 4294967294, not from the kernel"),
                sink.all("malformed"));
        assertEquals(1, sink.all("gap").size());
    }

    @Test
    @Tag("A11")
    void shouldNotBelieveANameThatCouldBeAPath() throws Exception {
        run();

        assertEquals(
                List.of("IFNET good ATTACH", "ETHERNET good IFATTACH", "IFNET good DETACH"),
                events(
                        link(1, "a;b", UP | RUNNING),
                        link(1, "a;b", UP),
                        address(IfAddrMsg.RTM_NEWADDR, 1, "192.0.2.1"),
                        link(1, "good", 0),
                        link(1, "$(x)", 0),
                        gone(1, "$(x)")));
        // once for each time it takes such a name
        assertEquals(2, sink.all("malformed").size(), sink.all().toString());
    }

    @Test
    @Tag("A11")
    void shouldResyncAfterAMessageThatMakesNoSense() throws Exception {
        run();
        byte[] whole = link(1, "va", 0);
        int expected = 1;
        for (int length = 1; length < whole.length; length++) {
            kernel.announce(Arrays.copyOf(whole, length));
            expected++;
            sink.await("gap", expected);
        }
        kernel.announce(new byte[70_000]);
        sink.await("gap", expected + 1);
        assertEquals(
                "the kernel sent a message that was too long", sink.all("gap").get(expected));
        assertEquals(whole.length - 1, sink.all("malformed").size());
        assertEquals(List.of(), events());
    }

    @Test
    @Tag("A4")
    void shouldTryAgainWhenItCannotSubscribe() throws Exception {
        kernel.refuseSockets(3);
        run();
        assertEquals(
                List.of("open a netlink socket: EMFILE (24): this process has too many files open"), sink.all("LOST"));
        assertEquals(List.of("listening to rtnetlink"), sink.all("LISTENING"));
    }

    @Test
    void shouldRunOnceAndEndWhenItIsClosedBefore() {
        monitor.close();
        monitor.run(sink);
        assertEquals(0, sink.all("gap").size());
        assertThrows(IllegalStateException.class, () -> monitor.run(sink));
    }

    /** Threads that share the monitor, as one at a time may. */
    private List<Thread> share(int threads) throws Exception {
        monitor.begin(sink);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                Step step = Step.MORE;
                while (step != Step.END) {
                    if (step == Step.NOTHING) {
                        monitor.await();
                    }
                    synchronized (monitor) {
                        step = monitor.next();
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        kernel.awaitWaiting(threads);
        return all;
    }

    @Test
    void shouldTellEverythingOnceAndInOrderToThreadsThatShareIt() throws Exception {
        List<Thread> threads = share(3);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            kernel.announce(link(i, "v" + i, 0));
            expected.addAll(List.of("IFNET v" + i + " ATTACH", "ETHERNET v" + i + " IFATTACH"));
        }
        sink.await("event", expected.size());
        monitor.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(expected, sink.all("event"));
        assertEquals(0, kernel.openSockets());
    }

    @Test
    @Tag("A2")
    void shouldListenAnewWhenAnyThreadIsToldOfAnOverrun() throws Exception {
        List<Thread> threads = share(3);
        for (int i = 1; i <= 20; i++) {
            kernel.has(link(i, "v" + i, 0), new byte[0]);
            kernel.overrun();
            sink.await("gap", i + 1);
            kernel.awaitWaiting(3);
            assertEquals(1, kernel.openSockets());
        }
        assertEquals("IFNET v20 ATTACH", sink.all("event").get(sink.all("event").size() - 2));
        monitor.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, kernel.openSockets());
        assertEquals(List.of(), sink.all("LOST"));
    }
}
