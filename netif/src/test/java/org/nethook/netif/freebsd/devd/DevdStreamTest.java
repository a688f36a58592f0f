package org.nethook.netif.freebsd.devd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.sim.devd.FullHouse;
import org.nethook.netif.sim.devd.SimDevd;
import org.nethook.netif.source.Backoff;
import org.nethook.netif.source.HeardSink;
import org.nethook.netif.source.RunningSource;
import org.nethook.netif.source.TestPause;

/** The stream protocol over real sockets. Pauses take no time, and every wait is for something that happens. */
@Timeout(120)
class DevdStreamTest {
    private static final String ACCEPTED = "devd has accepted the connection, perhaps only now";
    private static final String UP = "!system=IFNET subsystem=hn0 type=LINK_UP";

    @TempDir
    private Path directory;

    private final HeardSink sink = new HeardSink();
    private final TestPause pause = new TestPause();
    private SimDevd devd;
    private DevdSource source;
    private RunningSource running;

    @BeforeEach
    void make() {
        devd = new SimDevd(directory.resolve("devd.pipe"));
        source = DevdSource.stream(devd.socket(), Clock.systemUTC(), new Backoff(new Random(1)), pause);
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
        devd.close();
    }

    private void run() {
        running = new RunningSource(source, sink);
    }

    private void runAndConnect() throws Exception {
        devd.start();
        run();
        sink.await("gap", 1);
    }

    @Test
    void shouldTellEveryLineInOrder() throws Exception {
        runAndConnect();
        for (int i = 0; i < 1000; i++) {
            devd.sendPatiently("!system=IFNET subsystem=hn" + i + " type=LINK_UP");
        }
        sink.await("event", 1000);

        List<String> expected = new ArrayList<>(List.of(
                "CONNECTING connecting to devd",
                "LISTENING listening to " + devd.socket(),
                "gap connected to devd",
                "gap " + ACCEPTED));
        for (int i = 0; i < 1000; i++) {
            expected.add("event IFNET hn" + i + " LINK_UP");
        }
        assertEquals(expected, sink.all());
        assertEquals(List.of(), pause.pauses());
    }

    @Test
    @Tag("A11")
    void shouldPutLinesTogetherAndDropWhatIsNone() throws Exception {
        runAndConnect();
        byte[] bytes = (UP + "\nx\n" + UP.replace("hn0", "../../x") + "\n" + UP.replace("hn0", "a;b") + "\n\0\n")
                .getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            devd.send(new byte[] {each});
        }
        devd.send(new byte[] {(byte) 0xff, '\n'});
        devd.send(("!" + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8));
        devd.send(("x".repeat(5000) + "\n").getBytes(StandardCharsets.UTF_8));
        devd.send(UP);
        sink.await("event", 2);

        assertEquals(List.of("IFNET hn0 LINK_UP", "IFNET hn0 LINK_UP"), sink.all("event"));
        List<String> dropped = sink.all("malformed");
        assertEquals(6, dropped.size(), dropped.toString());
        assertTrue(dropped.get(1).startsWith("subsystem of IFNET LINK_UP is \"../../x\""), dropped.toString());
        assertTrue(dropped.get(2).startsWith("subsystem of IFNET LINK_UP is \"a;b\""), dropped.toString());
        assertEquals("has a control character (0x0) at character 1", dropped.get(3));
        assertEquals("not UTF-8", dropped.get(4));
        assertEquals("longer than 8191 bytes", dropped.get(5));
    }

    @Test
    @Tag("A2")
    void shouldComeBackAfterDevdWasRestarted() throws Exception {
        runAndConnect();
        devd.send(UP);
        sink.await("event", 1);
        devd.restart();
        sink.await("gap", 3);
        devd.send(UP.replace("hn0", "hn1"));
        sink.await("event", 2);

        assertEquals(
                List.of("connected to devd", ACCEPTED, "connected to devd again", ACCEPTED),
                sink.all("gap"),
                sink.all().toString());
        assertEquals(List.of("IFNET hn0 LINK_UP", "IFNET hn1 LINK_UP"), sink.all("event"));
        assertEquals(
                "devd closed the connection: it has ended, or nethook read too slowly for it",
                sink.all("LOST").get(0));
        // everything new comes after the gap that follows the loss
        List<String> all = sink.all();
        assertTrue(all.indexOf("gap connected to devd again") < all.indexOf("event IFNET hn1 LINK_UP"));
    }

    @Test
    @Tag("A2")
    void shouldDropALineThatWasCutOff() throws Exception {
        runAndConnect();
        devd.send(UP);
        devd.send("!system=IFNET subsys".getBytes(StandardCharsets.UTF_8));
        sink.await("event", 1);
        devd.restart();
        sink.await("gap", 3);
        devd.send(UP);
        sink.await("event", 2);

        assertEquals(List.of("cut off by the end of the connection"), sink.all("malformed"));
        assertEquals(List.of("IFNET hn0 LINK_UP", "IFNET hn0 LINK_UP"), sink.all("event"));
    }

    @Test
    @Tag("A2")
    void shouldResyncAfterItWasThrownOutForReadingSlowly() throws Exception {
        devd.sendBuffer(4608);
        runAndConnect();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch evicted = new CountDownLatch(1);
        sink.onEvent(() -> {
            reading.countDown();
            try {
                evicted.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        devd.send(UP);
        reading.await();
        int sent = 1;
        while (devd.send("!system=IFNET subsystem=hn0 type=ADDR_ADD address=192.0.2.1 n=" + sent) == 1) {
            sent++;
        }
        evicted.countDown();
        sink.await("gap", 3);
        devd.send(UP.replace("hn0", "last0"));
        sink.await(heard -> heard.all("event").contains("IFNET last0 LINK_UP"));

        assertEquals(1, devd.evicted());
        List<String> events = sink.all("event");
        assertTrue(events.size() <= sent + 1, events.size() + " of " + sent);
        // those that came are the first ones, once and in order
        for (int i = 1; i < events.size() - 1; i++) {
            assertTrue(events.get(i).endsWith(" n=" + i), events.get(i));
        }
        assertEquals(
                "devd closed the connection: it has ended, or nethook read too slowly for it",
                sink.all("LOST").get(0));
    }

    @Test
    @Tag("A4")
    void shouldWaitForASocketThatIsNotThereYet() throws Exception {
        CountDownLatch tries = new CountDownLatch(5);
        pause.during(tries::countDown);
        run();
        tries.await();
        devd.start();
        sink.await("LISTENING", 1);
        devd.send(UP);
        sink.await("event", 1);

        // said once, however often it was tried
        assertEquals(
                List.of("there is no " + devd.socket() + ": devd is not running; \"service devd start\" starts it"),
                sink.all("LOST").stream().distinct().limit(1).toList());
        assertTrue(sink.all("LOST").size() <= 2, sink.all().toString());
        assertTrue(
                pause.pauses().get(4).compareTo(Duration.ofMillis(800)) >= 0,
                pause.pauses().toString());
    }

    @Test
    @Tag("A4")
    void shouldSayThatNobodyListensAtTheFileThatIsThere() throws Exception {
        devd.start();
        devd.stop();
        assertTrue(Files.exists(devd.socket()));
        run();
        sink.await("LOST", 1);
        assertTrue(
                sink.all("LOST").get(0).startsWith(devd.socket() + " refuses connections: probably all of devd's"),
                sink.all().toString());
        devd.start();
        sink.await("LISTENING", 1);
    }

    @Test
    @Tag("A4")
    void shouldGetInWhenASlotIsFree() throws Exception {
        for (FullHouse fullHouse : new FullHouse[] {FullHouse.REFUSED, FullHouse.HUNG_UP}) {
            try (SimDevd full = new SimDevd(directory.resolve(fullHouse.name()))
                    .slots(1, fullHouse)
                    .start()) {
                RunningSource first = source(full, new HeardSink());
                full.awaitClients(1);
                HeardSink late = new HeardSink();
                RunningSource second = source(full, late);
                late.await(heard -> {
                    full.clients();
                    return !heard.all("LOST").isEmpty() || full.turnedAway() > 0;
                });
                first.close();
                full.awaitAccepted(2);
                full.send(UP);
                late.await("event", 1);
                second.close();
                assertTrue(
                        late.all("LOST").get(0).contains("all of"), late.all().toString());
                assertTrue(
                        late.all("LOST").get(0).contains("client slots"),
                        late.all().toString());
            }
        }
    }

    private static RunningSource source(SimDevd devd, HeardSink sink) {
        return new RunningSource(
                DevdSource.stream(devd.socket(), Clock.systemUTC(), new Backoff(new Random(1)), new TestPause()), sink);
    }

    @Test
    @Tag("A4")
    void shouldResyncWhenItWasLetInLate() throws Exception {
        devd.slots(0, FullHouse.QUEUED);
        runAndConnect();
        devd.send("!system=IFNET subsystem=missed0 type=ATTACH");
        devd.slots(1, FullHouse.QUEUED);
        devd.send(UP);
        sink.await("event", 1);

        assertEquals(List.of("IFNET hn0 LINK_UP"), sink.all("event"));
        assertEquals(List.of("connected to devd", ACCEPTED), sink.all("gap"));
    }

    @Test
    void shouldEndWhileItListensAndWhileItWaits() throws Exception {
        runAndConnect();
        running.close();
        HeardSink other = new HeardSink();
        CountDownLatch waiting = new CountDownLatch(1);
        TestPause patient = new TestPause().during(waiting::countDown);
        RunningSource absent = new RunningSource(
                DevdSource.stream(directory.resolve("absent"), Clock.systemUTC(), new Backoff(new Random(1)), patient),
                other);
        waiting.await();
        absent.close();
        assertEquals(0, sink.all("LOST").size());
        assertThrows(IllegalStateException.class, () -> source.run(sink));
    }

    @Test
    void shouldEndARealPauseAtOnce() throws Exception {
        RunningSource absent =
                new RunningSource(DevdSource.stream(directory.resolve("absent"), Clock.systemUTC()), sink);
        sink.await("LOST", 1);
        absent.close();
        assertEquals(1, sink.all("LOST").size());
    }

    @Test
    @Tag("A2")
    void shouldLoseNothingUnknownThroughManyRestarts() throws Exception {
        runAndConnect();
        Random random = new Random(7);
        int next = 0;
        for (int round = 1; round <= 30; round++) {
            int gaps = sink.all("gap").size();
            int burst = 1 + random.nextInt(200);
            for (int i = 0; i < burst; i++) {
                devd.sendPatiently("!system=IFNET subsystem=hn0 type=LINK_UP n=" + next++);
            }
            if (random.nextBoolean()) {
                devd.hangUp();
            } else {
                devd.restart();
            }
            sink.await("gap", gaps + 2);
            sink.await("LISTENING", round + 1);
        }
        // what had been written before a hang-up is still read: no line is missing, none is twice
        List<String> events = sink.all("event");
        assertEquals(next, events.size());
        for (int i = 0; i < next; i++) {
            assertEquals("IFNET hn0 LINK_UP n=" + i, events.get(i));
        }
    }
}
