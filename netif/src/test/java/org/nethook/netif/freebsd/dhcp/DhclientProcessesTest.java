package org.nethook.netif.freebsd.dhcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.DhcpClients;
import org.nethook.api.netif.NetifException;

/** A copy of sleep(1) under dhclient's name is the client. */
class DhclientProcessesTest {
    @TempDir
    Path run;

    private DhcpClients clients;
    private Path started;
    private Process client;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectory(run.resolve("dhclient"));
        started = run.resolve("started");
        clients = new DhclientProcesses(run, List.of("sh", "-c", "echo \"$1\" >\"$0\"", started.toString()));
    }

    @AfterEach
    void end() throws InterruptedException {
        if (client != null) {
            client.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldFindAClientByItsPidFile() throws Exception {
        assertFalse(clients.isRunning("hn0"));
        runClient("dhclient/dhclient.hn0.pid");

        assertTrue(clients.isRunning("hn0"));
        assertFalse(clients.isRunning("hn01"));
    }

    @Test
    void shouldFindAClientWhereOlderReleasesKeepIt() throws Exception {
        runClient("dhclient.hn0.pid");

        assertTrue(clients.isRunning("hn0"));
    }

    @Test
    void shouldNotTakeAnotherProgramForAClient() throws Exception {
        Files.writeString(
                run.resolve("dhclient/dhclient.hn0.pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertFalse(clients.isRunning("hn0"));
        clients.stop("hn0");
    }

    @Test
    void shouldEndAClient() throws Exception {
        runClient("dhclient/dhclient.hn0.pid");

        clients.stop("hn0");

        assertTrue(client.waitFor(60, TimeUnit.SECONDS));
        assertFalse(clients.isRunning("hn0"));
        clients.stop("hn0");
    }

    @Test
    void shouldLeaveARunningClientAlone() throws Exception {
        runClient("dhclient/dhclient.hn0.pid");

        clients.start("hn0");

        assertTrue(clients.isRunning("hn0"));
        assertTrue(Files.notExists(started));
    }

    @Test
    void shouldStartAClient() throws Exception {
        Path ended = run.resolve("ended");
        assertEquals(0, new ProcessBuilder("mkfifo", ended.toString()).start().waitFor());
        clients = new DhclientProcesses(run, List.of("sh", "-c", "echo \"$1\" >\"$0\"", ended.toString()));

        clients.start("lagg0");

        // blocks until the started process has written
        assertEquals("lagg0\n", Files.readString(ended));
    }

    @Test
    void shouldSayThatAClientCannotBeStarted() {
        DhcpClients broken =
                new DhclientProcesses(run, List.of(run.resolve("nosuch").toString()));

        NetifException e = assertThrows(NetifException.class, () -> broken.start("hn0"));
        assertTrue(e.getMessage().startsWith("start DHCP client of hn0: "), e.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoNameOrNumber() throws IOException {
        Files.writeString(run.resolve("dhclient/dhclient.hn1.pid"), "many\n");

        assertThrows(NetifException.class, () -> clients.isRunning("../hn0"));
        assertThrows(NetifException.class, () -> clients.isRunning(""));
        assertThrows(NetifException.class, () -> clients.isRunning("hn1"));
    }

    private void runClient(String pidFile) throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep"), run.resolve("dhclient-copy"));
        program.toFile().setExecutable(true);
        try {
            client = new ProcessBuilder(program.toString(), "600").start();
        } catch (IOException e) {
            assumeTrue(false, "needs a temporary directory that programs can be run from");
        }
        Files.writeString(run.resolve(pidFile), client.pid() + "\n");
    }
}
