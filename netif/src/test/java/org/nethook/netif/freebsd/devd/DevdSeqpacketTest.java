package org.nethook.netif.freebsd.devd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.ffi.SeqpacketServer;
import org.nethook.netif.ffi.TranslatingLibC;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.sim.devd.SimDevd;
import org.nethook.netif.source.Backoff;
import org.nethook.netif.source.HeardSink;
import org.nethook.netif.source.RunningSource;
import org.nethook.netif.source.TestPause;

/** devd's seqpacket socket: FreeBSD's code over a socket of a Linux kernel. */
@Tag("L")
@Timeout(120)
class DevdSeqpacketTest {
    private static final String UP = "!system=IFNET subsystem=hn0 type=LINK_UP";

    @TempDir
    private Path directory;

    private final HeardSink sink = new HeardSink();
    private final TestPause pause = new TestPause();
    private FaultInjector libc;
    private Path path;
    private SeqpacketServer server;
    private RunningSource running;

    @BeforeEach
    void make() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/sys/kernel/ostype")), "needs a Linux kernel");
        libc = new FaultInjector(new TranslatingLibC());
        path = directory.resolve("devd.seqpacket.pipe");
        server = new SeqpacketServer(path);
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
            assertEquals(Set.of(), libc.openDescriptors());
        }
        if (server != null) {
            server.close();
        }
    }

    private void run() {
        running = new RunningSource(
                DevdSource.seqpacket(libc, path, Clock.systemUTC(), new Backoff(new Random(1)), pause), sink);
    }

    @Test
    @Tag("A11")
    void shouldTakeEachMessageForALine() throws Exception {
        server.start();
        run();
        server.accept();
        server.send(UP + "\n");
        server.send(UP.replace("hn0", "hn1"));
        server.send("!system=IFNET subsystem=");
        server.send(UP.replace("hn0", "hn2") + "\n");
        server.send("x".repeat(9000));
        server.send(UP.replace("hn0", "hn3") + "\n");
        sink.await("event", 4);

        assertEquals(
                List.of("IFNET hn0 LINK_UP", "IFNET hn1 LINK_UP", "IFNET hn2 LINK_UP", "IFNET hn3 LINK_UP"),
                sink.all("event"));
        assertEquals(List.of("has no type=", "longer than 8191 bytes"), sink.all("malformed"));
    }

    @Test
    @Tag("A2")
    void shouldComeBackAfterItWasThrownOut() throws Exception {
        server.start();
        run();
        server.accept();
        server.send(UP + "\n");
        sink.await("event", 1);
        server.hangUp();
        server.accept();
        sink.await("gap", 3);
        server.send(UP + "\n");
        sink.await("event", 2);

        assertEquals(
                List.of("devd closed the connection: it has ended, or nethook read too slowly for it"),
                sink.all("LOST"));
        assertEquals(4, sink.all("gap").size());
    }

    @Test
    @Tag("A4")
    void shouldSayWhyItCannotConnect() throws Exception {
        server.start();
        libc.inject(Fault.of(Call.CONNECT, 1, FreeBsdErrno.EACCES));
        libc.inject(Fault.of(Call.CONNECT, 2, FreeBsdErrno.ENOENT));
        libc.inject(Fault.of(Call.CONNECT, 3, FreeBsdErrno.ECONNREFUSED));
        libc.inject(Fault.of(Call.SOCKET, 4, FreeBsdErrno.EMFILE));
        run();
        server.accept();
        sink.await("LISTENING", 1);

        List<String> lost = sink.all("LOST");
        assertEquals(4, lost.size(), lost.toString());
        assertTrue(lost.get(0).startsWith("this user may not connect to " + path), lost.toString());
        assertTrue(lost.get(1).startsWith("there is no " + path), lost.toString());
        assertTrue(lost.get(2).startsWith(path + " refuses connections: probably all of"), lost.toString());
        assertTrue(lost.get(3).startsWith("cannot connect to " + path + ": socket: EMFILE (24)"), lost.toString());
        assertEquals(4, pause.pauses().size());
    }

    @Test
    void shouldReadOnThroughASignal() throws Exception {
        server.start();
        libc.inject(Fault.of(Call.READ, 1, FreeBsdErrno.EINTR));
        run();
        server.accept();
        server.send(UP);
        sink.await("event", 1);
        assertEquals(0, sink.all("LOST").size());
    }

    @Test
    void shouldTakeTheStreamWhereTheOtherIsMissing() throws Exception {
        try (SimDevd devd = new SimDevd(directory.resolve("devd.pipe")).start()) {
            running = both(libc, devd);
            sink.await("gap", 1);
            devd.send(UP);
            sink.await("event", 1);
            assertEquals(List.of("listening to " + devd.socket()), sink.all("LISTENING"));
            assertEquals(0, sink.all("LOST").size());
        }
    }

    @Test
    void shouldTakeTheStreamWhereLibcCannotBeCalled() throws Exception {
        LibC none = new LibcMissing();
        try (SimDevd devd = new SimDevd(directory.resolve("devd.pipe")).start()) {
            running = both(none, devd);
            sink.await("gap", 1);
            devd.send(UP);
            sink.await("event", 1);
            assertEquals(0, sink.all("LOST").size());
        }
    }

    @Test
    void shouldPreferTheOneThatKeepsMessagesApart() throws Exception {
        server.start();
        try (SimDevd devd = new SimDevd(directory.resolve("devd.pipe")).start()) {
            running = both(libc, devd);
            sink.await("gap", 1);
            assertEquals(List.of("listening to " + path), sink.all("LISTENING"));
        }
    }

    private RunningSource both(LibC libc, SimDevd devd) {
        return new RunningSource(
                DevdSource.both(
                        libc, path, devd.socket(), Clock.systemUTC(), new Backoff(new Random(1)), new TestPause()),
                sink);
    }

    /** A machine whose libc cannot be called. */
    private static final class LibcMissing implements LibC {
        @Override
        public Memory allocate(int size) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int socket(int domain, int type, int protocol) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int close(int fd) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int setsockopt(int fd, int level, int option, Memory value, int length) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int ioctl(int fd, long request, Memory argument) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int read(int fd, Memory buffer, int length) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int write(int fd, Memory buffer, int length) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
            throw new LibcUnavailableException("there is no libc", null);
        }

        @Override
        public void close() {}
    }
}
