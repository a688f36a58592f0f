package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.NetifException;

class DhclientTest {

    /** Processes that exist only here. */
    private static final class FakeProcesses implements Processes {
        private final Map<Long, String> alive = new HashMap<>();
        private final List<List<String>> ran = new ArrayList<>();
        private OptionalInt status = OptionalInt.of(0);
        private boolean stubborn;
        private IOException failure;

        @Override
        public Optional<String> commandLine(long pid) {
            return Optional.ofNullable(alive.get(pid));
        }

        @Override
        public boolean end(long pid, Duration within) {
            if (stubborn) {
                return false;
            }
            alive.remove(pid);
            return true;
        }

        @Override
        public OptionalInt run(List<String> command, Duration within) throws IOException {
            ran.add(command);
            if (failure != null) {
                throw failure;
            }
            return status;
        }
    }

    @TempDir
    private Path pidFiles;

    @TempDir
    private Path leaseFiles;

    private final FakeProcesses processes = new FakeProcesses();

    private Dhclient clients() {
        return new Dhclient(pidFiles, leaseFiles, processes);
    }

    private void running(String ifName, long pid, String commandLine) throws IOException {
        Files.writeString(pidFiles.resolve("dhclient." + ifName + ".pid"), pid + "\n");
        processes.alive.put(pid, commandLine);
    }

    @Test
    void shouldFindTheClientOfTheInterfaceOnly() throws Exception {
        running("hn0", 4711, "dhclient: hn0");
        assertTrue(clients().isRunning("hn0"));
        assertFalse(clients().isRunning("hn1"));
        assertFalse(clients().isRunning("hn"));
    }

    @Test
    void shouldTellItsPid() throws Exception {
        running("hn0", 4711, "dhclient: hn0");
        assertEquals(OptionalLong.of(4711), clients().pid("hn0"));
        assertEquals(OptionalLong.empty(), clients().pid("hn1"));
    }

    @Test
    void shouldTellTheLeaseOfTheInterface() throws Exception {
        Path file = leaseFiles.resolve("dhclient.leases.hn0");
        assertEquals(Optional.empty(), clients().lease("hn0"));
        Files.writeString(file, "lease {\n  interface \"hn0\";\n  fixed-address 10.0.0.4;\n}\n");
        assertEquals(
                "10.0.0.4/8", clients().lease("hn0").orElseThrow().address().toString());
        Files.write(file, new byte[(1 << 20) + 1]);
        NetifException large =
                assertThrows(NetifException.class, () -> clients().lease("hn0"));
        assertEquals("read the lease of hn0: its file is larger than a mebibyte", large.getMessage());
        assertThrows(NetifException.class, () -> clients().lease("../hn0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x", "-1", "0", "1"})
    void shouldTakeAFileWithoutAPidForNoClient(String text) throws Exception {
        Files.writeString(pidFiles.resolve("dhclient.hn0.pid"), text);
        assertFalse(clients().isRunning("hn0"));
    }

    @Test
    void shouldStartAClientInTheBackground() throws Exception {
        clients().start("lagg0");
        assertEquals(List.of(List.of("/sbin/dhclient", "-b", "lagg0")), processes.ran);
    }

    @Test
    void shouldStartAClientAsRcDoesForSyncdhcpAndWithItsFlags() throws Exception {
        clients().start("hn0", DhcpMode.SYNCHRONOUS, List.of());
        clients().start("hn1", DhcpMode.BACKGROUND, List.of("-c", "/etc/dhclient-hn1.conf"));
        assertEquals(
                List.of(
                        List.of("/sbin/dhclient", "hn0"),
                        List.of("/sbin/dhclient", "-c", "/etc/dhclient-hn1.conf", "-b", "hn1")),
                processes.ran);
    }

    @Test
    void shouldNotWaitForAClientThatWaitsForLink() throws Exception {
        processes.status = OptionalInt.empty();
        clients().start("lagg0");
        assertEquals(1, processes.ran.size());
    }

    @Test
    void shouldLeaveARunningClientAlone() throws Exception {
        running("lagg0", 4711, "/sbin/dhclient -b lagg0");
        clients().start("lagg0");
        assertEquals(List.of(), processes.ran);
    }

    @Test
    void shouldStartAClientWhereAStaleFileNamesAnotherProcess() throws Exception {
        running("lagg0", 4711, "sshd: root");
        clients().stop("lagg0");
        assertTrue(processes.alive.containsKey(4711L), "another process has been ended");
        clients().start("lagg0");
        assertEquals(1, processes.ran.size());
    }

    @Test
    void shouldEndTheClient() throws Exception {
        running("hn0", 4711, "dhclient: hn0");
        clients().stop("hn0");
        assertFalse(clients().isRunning("hn0"));
        clients().stop("hn0");
    }

    @Test
    void shouldSayWhyAClientDoesNotStartOrEnd() throws Exception {
        processes.status = OptionalInt.of(1);
        NetifException e = assertThrows(NetifException.class, () -> clients().start("hn0"));
        assertEquals("start dhclient hn0: it exited with status 1", e.getMessage());
        processes.failure = new IOException("No such file or directory");
        e = assertThrows(NetifException.class, () -> clients().start("hn0"));
        assertEquals("start dhclient hn0: No such file or directory", e.getMessage());
        running("hn0", 4711, "dhclient: hn0");
        processes.stubborn = true;
        e = assertThrows(NetifException.class, () -> clients().stop("hn0"));
        assertEquals("stop dhclient hn0: process 4711 still runs 5 s after SIGTERM", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-d", "../etc", "hn0 hn1", "interface1234567"})
    void shouldRefuseWhatIsNoInterfaceName(String name) {
        assertThrows(NetifException.class, () -> clients().start(name));
        assertThrows(NetifException.class, () -> clients().stop(name));
        assertEquals(List.of(), processes.ran);
    }

    @Test
    void shouldEndARealProcess() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            Optional<String> commandLine = Processes.SYSTEM.commandLine(process.pid());
            assertTrue(commandLine.orElseThrow().contains("sleep"), commandLine.toString());
            assertTrue(Processes.SYSTEM.end(process.pid(), Duration.ofSeconds(30)));
            assertEquals(Optional.empty(), Processes.SYSTEM.commandLine(process.pid()));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(
                OptionalInt.of(3), Processes.SYSTEM.run(List.of("/bin/sh", "-c", "exit 3"), Duration.ofSeconds(30)));
        assertThrows(
                IOException.class,
                () -> Processes.SYSTEM.run(List.of("/nonexistent/dhclient"), Duration.ofSeconds(30)));
    }
}
