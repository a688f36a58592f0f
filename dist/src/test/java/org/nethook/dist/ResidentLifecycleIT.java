package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.sim.devd.SimDevd;

/** The resident host as a process: how it starts, is told, and ends. */
class ResidentLifecycleIT {
    /** Serves the socket of a service manager: prints its first two messages, then ends. */
    private static final String MANAGER = """
            use Socket;
            socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die;
            bind($s, sockaddr_un($ARGV[0])) or die;
            open(my $out, '>', $ARGV[1]) or die;
            $out->autoflush(1);
            for (1 .. 2) { recv($s, my $m, 4096, 0); $m =~ s/\\n/ /g; print $out "$m\\n"; }
            """;

    @TempDir
    private Path temporary;

    private Image image;
    private SimDevd devd;
    private ResidentHost host;
    private Path done;
    private int plugins;

    /** A plugin that writes what it hears to a file, and waits when told to. */
    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        done = temporary.resolve("done");
        PluginJar.write(
                image,
                "probe",
                Files.createDirectory(temporary.resolve("scratch")),
                """
                if (event.data().containsKey("seconds")) {
                    append(Path.of("%1$s"), "begin " + event.ifName());
                    Thread.sleep(1000L * Integer.parseInt(event.data().get("seconds")));
                    append(Path.of("%1$s"), "end " + event.ifName());
                } else if (!event.data().containsKey(InterfaceEvent.RESYNC)) {
                    append(Path.of("%1$s"), event.toString());
                }
                """.formatted(done),
                "return Optional.empty();");
        plugins = image.names("plugins").size();
        devd = new SimDevd(temporary.resolve("devd.pipe")).start();
        host = new ResidentHost(image, temporary).option("--source", "devd:" + devd.socket());
    }

    @AfterEach
    void end() throws InterruptedException {
        host.close();
        devd.close();
    }

    private String done() throws IOException {
        return Files.exists(done) ? Files.readString(done) : "";
    }

    private String ready() {
        return "INFO nethook: ready: " + plugins + " plugins, events from devd\n";
    }

    private List<String> left() throws IOException {
        return Files.isDirectory(host.run()) ? new Image(temporary).names("run") : List.of();
    }

    @Test
    void shouldAnswerAsSoonAsThereIsASocketAndHaveLookedAtEveryInterface() throws IOException, InterruptedException {
        host.startAndAwait();

        assertTrue(host.plugin("probe").get("runs").asInt() > 0, "no interface was looked at");
        assertEquals(
                Long.toString(host.pid()),
                Files.readString(host.run().resolve("nethook.pid")).strip());
        assertTrue(host.log().contains(ready()), host.log());
        assertFalse(host.log().contains("<6>"), host.log());
    }

    @Test
    void shouldTellTheServiceManager() throws IOException, InterruptedException {
        assumeTrue(
                Image.run(List.of("perl", "-MSocket", "-e", "1"), temporary, Map.of())
                                .status()
                        == 0,
                "needs perl");
        Path script = Files.writeString(temporary.resolve("manager.pl"), "use IO::Handle;\n" + MANAGER);
        Path notify = temporary.resolve("notify");
        Path told = temporary.resolve("told");
        Process manager = new ProcessBuilder("perl", script.toString(), notify.toString(), told.toString()).start();
        try {
            host.await("no manager", () -> Files.exists(told));
            host.environment("NOTIFY_SOCKET", notify.toString()).startAndAwait();
            host.await("nothing was told", () -> Files.readString(told).contains("\n"));

            assertEquals("READY=1 STATUS=" + plugins + " plugins, events from devd\n", Files.readString(told));

            host.signal("TERM");
            assertEquals(0, host.awaitEnd());
            host.await("the end was not told", () -> Files.readString(told).contains("STOPPING=1"));
        } finally {
            manager.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldWritePrioritiesToTheJournalOnly() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/dev/stderr")), "needs /dev/stderr");
        Path log = Files.createFile(temporary.resolve("log"));
        String stream = Files.getAttribute(log, "unix:dev") + ":" + Files.getAttribute(log, "unix:ino");

        host.environment("JOURNAL_STREAM", stream).startAndAwait();

        host.awaitLog("<6>" + ready());
    }

    @Test
    void shouldEndWhenWhatRunsHasEnded() throws IOException, InterruptedException {
        host.startAndAwait();
        devd.awaitClients(1);
        devd.send("!system=IFNET subsystem=em7 type=LINK_UP seconds=2");
        host.await("no hook runs", () -> done().contains("begin em7"));

        host.signal("TERM");

        assertEquals(0, host.awaitEnd(), host.log());
        assertEquals("begin em7\nend em7\n", done());
        assertEquals(List.of(), left());
    }

    @Test
    void shouldNotWaitLongerThanItMayForAHook() throws IOException, InterruptedException {
        host.option("--drain", "1s").startAndAwait();
        devd.awaitClients(1);
        devd.send("!system=IFNET subsystem=em7 type=LINK_UP seconds=300");
        host.await("no hook runs", () -> done().contains("begin em7"));
        Instant start = Instant.now();

        host.signal("TERM");

        assertEquals(0, host.awaitEnd(), host.log());
        assertTrue(Duration.between(start, Instant.now()).toSeconds() < 20, "it took too long");
        assertEquals("begin em7\n", done());
        assertEquals(List.of(), left());
    }

    @Test
    void shouldStartOverWhatAKilledOneLeft() throws IOException, InterruptedException {
        host.startAndAwait();
        host.signal("KILL");
        host.awaitEnd();
        List<String> before = left();
        assertEquals(2, before.size(), before.toString());

        // the socket is there already: what counts is that it is served
        host.start();
        host.await("no new host", () -> host.nethook("metrics").status() == 0);

        List<String> after = left();
        assertEquals(before.size(), after.size(), after.toString());
        assertEquals(
                Long.toString(host.pid()),
                Files.readString(host.run().resolve("nethook.pid")).strip());
    }

    @Test
    void shouldRefuseASecondOne() throws IOException, InterruptedException {
        host.startAndAwait();

        Outcome second = Image.run(host.command(), temporary, Map.of());

        second.assertRefused(
                75,
                "nethook: another nethook daemon is running: process " + host.pid() + ", which holds "
                        + host.run().resolve("nethook.pid"));
        assertEquals(0, host.nethook("metrics").status());
    }

    @Test
    void shouldReadItsConfigurationAgainAllOrNothing() throws IOException, InterruptedException {
        host.startAndAwait();
        host.configure("host.hook-timeout = soon");
        host.signal("HUP");
        host.awaitLog(host.configuration() + ":2: ");
        assertEquals(plugins, host.status().get("plugins").size());
        assertFalse(host.log().contains("asked to reload: now"), host.log());
        assertEquals(1, host.status().get("alarms").size());

        host.configure("log.level = debug");
        host.signal("HUP");

        host.awaitLog("now " + plugins + " plugins\n");
        devd.awaitClients(1);
        devd.send("!system=IFNET subsystem=em8 type=LINK_UP");
        host.await("no event after it", () -> done().contains("em8"));
    }
}
