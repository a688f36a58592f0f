package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.cli.ResidentHost.Asked;
import org.nethook.host.control.Answerer;
import org.nethook.host.control.ControlServer;
import org.nethook.host.control.Patience;
import org.nethook.host.control.SocketAccess;

/** What commands do about a resident host that is absent, hangs, or is lost in the middle of an answer. */
@Timeout(60)
@SuppressWarnings("try") // hosts that are only there
class AskedHostTest {
    /** The client gives up after 0.7 s; the rest is a machine that is busy. */
    private static final Duration SOON = Duration.ofMillis(2500);

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();
    private ResidentHost here;

    /** Nobody answers; the work can be done here. */
    @BeforeEach
    void install() throws Exception {
        here = new ResidentHost(directory);
        Files.createDirectory(directory.resolve("run"));
        System.setProperty("nethook.home", directory.toString());
    }

    @AfterEach
    void uninstall() {
        System.clearProperty("nethook.home");
        System.getProperties().remove(ResidentHost.GATE);
    }

    private ControlServer serve(Answerer answerer) throws IOException {
        return ControlServer.start(
                here.machine.controlSocket,
                SocketAccess.PRIVATE,
                (args, reply) -> {
                    synchronized (asked) {
                        asked.add(String.join(" ", args));
                    }
                    return answerer.answer(args, reply);
                },
                Patience.USUAL);
    }

    /** A host whose process is stopped: connections are taken by the kernel, and nobody reads. */
    private ServerSocketChannel hung() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return server.bind(UnixDomainSocketAddress.of(here.machine.controlSocket));
    }

    private Asked soon(String... args) {
        long start = System.nanoTime();
        Asked answer = here.run(args);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(SOON) < 0, "it took " + took);
        return answer;
    }

    @Test
    void shouldDoTheWorkHereWithoutAHost() {
        here.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP")
                .assertIs(0, "HYPERV_NIC_VF hn0 VF_UP\nkeeper: hello hn0\n", "");
        here.run("run", "talk").assertIs(3, "said []\n", "keeper: talked\n");
        String status = here.run("status").out();
        assertTrue(
                status.endsWith("\n\nhost       none answers at " + here.machine.controlSocket
                        + "; each event is handled by a process of its own\n"),
                status);
    }

    @Test
    @Tag("C4")
    void shouldDoTheWorkHereWhenTheHostHangs() throws Exception {
        try (ServerSocketChannel server = hung()) {
            soon("event", "HYPERV_NIC_VF", "hn0", "VF_UP")
                    .assertIs(0, "HYPERV_NIC_VF hn0 VF_UP\nkeeper: hello hn0\n", "");
            soon("run", "talk").assertIs(3, "said []\n", "keeper: talked\n");
            assertEquals(0, soon("apply", "--yes").status());
            assertTrue(here.machine.up);
            assertEquals(0, soon("check").status());
        }
    }

    @Test
    void shouldDoTheWorkHereWhenTheSocketIsLeftOver() throws Exception {
        hung().close();
        assertTrue(Files.exists(here.machine.controlSocket));
        soon("event", "HYPERV_NIC_VF", "hn0", "VF_UP").assertIs(0, "HYPERV_NIC_VF hn0 VF_UP\nkeeper: hello hn0\n", "");
    }

    @Test
    void shouldPrintAnEventsAnswerOnceWhenTheHostIsLostInTheMiddle() throws Exception {
        try (ControlServer host = serve((args, reply) -> {
            reply.out("half an answer".repeat(1000)); // more than is held back
            throw new InterruptedException("the host is lost");
        })) {
            here.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP")
                    .assertIs(0, "HYPERV_NIC_VF hn0 VF_UP\nkeeper: hello hn0\n", "");
            assertEquals(List.of("event HYPERV_NIC_VF hn0 VF_UP"), asked);
        }
    }

    @Test
    void shouldNeverGiveAnOrderTwice() throws Exception {
        for (String[] order : List.of(
                new String[] {"apply", "--yes"}, new String[] {"release", "em0", "-y"}, new String[] {"run", "talk"})) {
            asked.clear();
            try (ControlServer host = serve((args, reply) -> {
                if (args.equals(List.of("ping"))) {
                    return 0;
                }
                reply.out("begun");
                throw new InterruptedException("the host is lost");
            })) {
                Asked answer = here.run(order);
                assertEquals(75, answer.status());
                assertTrue(
                        answer.err()
                                .contains("nethook: the resident host at " + here.machine.controlSocket
                                        + " no longer answers; it is not known how far it came. Nothing is done here; look "
                                        + "with nethook status and nethook history\n"),
                        answer.err());
                assertEquals(List.of("ping", String.join(" ", order)), asked);
                assertFalse(here.machine.up);
            }
        }
    }

    @Test
    void shouldNotAskTheHostWhatOnlyAProcessOfItsOwnCanDo() throws Exception {
        String plugins = directory.resolve("plugins").toString();
        try (ControlServer host = serve((args, reply) -> 0)) {
            assertEquals(
                    0,
                    here.run("event", "--wait", "HYPERV_NIC_VF", "hn0", "VF_UP").status());
            assertEquals(
                    0,
                    here.run("event", "--dry-run", "HYPERV_NIC_VF", "hn0", "VF_UP")
                            .status());
            assertEquals(
                    0,
                    here.run("event", "--plugins", plugins, "HYPERV_NIC_VF", "hn0", "VF_UP")
                            .status());
            assertEquals(0, here.run("--plugins", plugins, "plan").status());
            assertEquals(0, here.run("plan", "--plugins=" + plugins).status());
            assertEquals(0, here.run("status", "--help").status());
            assertEquals(0, here.run("netif", "list").status());
            assertEquals(64, here.run("apply").status()); // nobody can be asked over a socket
            assertEquals(List.of(), asked);

            here.run("run", "talk", "--help", "--state=x");
            assertEquals(List.of("ping", "run talk --help --state=x"), asked);
        }
    }

    @Test
    void shouldSayThatThereIsNoHostForWhatOnlyAHostCanDo() throws Exception {
        Path socket = here.machine.controlSocket;
        for (String[] command : List.of(
                new String[] {"reload"},
                new String[] {"park", "keeper"},
                new String[] {"unpark", "keeper"},
                new String[] {"watch"},
                new String[] {"metrics"},
                new String[] {"stop"})) {
            here.run(command)
                    .assertIs(
                            69,
                            "",
                            "nethook: no resident host runs (there is no socket " + socket
                                    + "); nethook daemon starts one\n");
        }
        try (ServerSocketChannel server = hung()) {
            soon("reload")
                    .assertIs(
                            69,
                            "",
                            "nethook: no resident host answers at " + socket
                                    + ": it has ended or hangs, or the socket is not yours to use\n");
        }
    }
}
