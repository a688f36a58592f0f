package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.cli.ResidentHost.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.cli.ResidentHost.Asked;

/** What the resident host answers, over its socket, and through the commands that ask it. */
@Timeout(120)
class ResidentAnswersTest {
    @TempDir
    Path directory;

    private ResidentHost host;

    @BeforeEach
    void begin() throws Exception {
        host = new ResidentHost(directory);
    }

    @AfterEach
    void end() {
        if (host != null) {
            host.end();
        }
    }

    @Test
    @Tag("A1")
    void shouldSayWhatAnEventLedToAndEndAsAOneShotRunWould() {
        host.start();
        host.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP")
                .assertIs(0, "HYPERV_NIC_VF hn0 VF_UP\nkeeper: hello hn0\n", "");
        host.run("event", "--line", "!system=HYPERV_NIC_VF subsystem=quiet0 type=VF_UP")
                .assertIs(
                        0,
                        "HYPERV_NIC_VF quiet0 VF_UP\nnethook: the plugins that want this event had nothing to do\n",
                        "");
        host.run("event", "IFNET", "hn0", "LINK_UP")
                .assertIs(0, "IFNET hn0 LINK_UP\nnethook: no plugin wants this event\n", "");
        host.run("event", "HYPERV_NIC_VF", "alarm0", "VF_UP")
                .assertIs(75, "HYPERV_NIC_VF alarm0 VF_UP\nkeeper: ALARM: look at this\n", "");
        Asked bad = host.run("event", "HYPERV_NIC_VF", "bad0", "VF_UP");
        assertEquals(70, bad.status());
        assertTrue(bad.out().contains("keeper: ALARM: HYPERV_NIC_VF bad0 VF_UP failed: "), bad.out());
    }

    @Test
    void shouldRefuseWhatIsNoEventInOneLine() {
        host.start();
        assertEquals(65, host.run("event", "--line", "nonsense").status());
        host.ask("event", "IFNET", "hn0")
                .assertIs(
                        64,
                        "",
                        "nethook: event needs SYSTEM SUBSYSTEM TYPE, such as IFNET hn0 LINK_UP, or --line LINE; see nethook"
                                + " event --help\n");
        host.ask("event", "--dry-run", "IFNET", "hn0", "LINK_UP")
                .assertIs(
                        64,
                        "",
                        "nethook: the resident host takes events with --line LINE and, as the first word, --within TIME; "
                                + "not with --dry-run\n");
        host.ask("event", "--within=soon", "IFNET", "hn0", "LINK_UP")
                .assertIs(
                        64,
                        "",
                        "nethook: --within must be a time from 0ms to an hour, such as 600ms, 10s or 2m, not \"soon\"\n");
        host.ask("evnt").assertIs(64, "", "nethook: the resident host does not answer evnt; did you mean event?\n");
        host.ask("plan", "--colour").assertIs(64, "", "nethook: Unknown option: '--colour'; see nethook plan --help\n");
    }

    @Test
    @Tag("A9")
    void shouldAnswerWithinATimeAndGoOn() {
        host.start();
        host.ask("event", "--within=50ms", "HYPERV_NIC_VF", "slow0", "VF_UP")
                .assertIs(0, "HYPERV_NIC_VF slow0 VF_UP\nkeeper: begun\nnethook: accepted: still at work\n", "");
        // others are not kept waiting
        host.ask("event", "HYPERV_NIC_VF", "hn1", "VF_UP")
                .assertIs(0, "HYPERV_NIC_VF hn1 VF_UP\nkeeper: hello hn1\n", "");
        host.gate.release();
        await("the end of the hook", () -> host.run("history").out().contains("keeper: ended"));
        host.ask("run", "--within", "50ms", "talk", "wait")
                .assertIs(
                        75,
                        "",
                        "nethook: talk is still at work after 50 ms; it goes on, and what it says from now on is lost\n");
    }

    @Test
    void shouldRunAPluginsCommand() {
        host.start();
        host.run("run", "talk", "-x", "a b").assertIs(3, "said [-x, a b]\n", "keeper: talked\n");
        host.run("run").assertIs(0, "nethook run talk IFNAME  Does talk.\n", "");
        host.run("run", "tlk").assertIs(64, "", "nethook: no plugin has a command tlk; did you mean talk?\n");
    }

    @Test
    void shouldTellEachClientOfItsOwnEventOnly() {
        host.start();
        List<CompletableFuture<Asked>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String ifName = "hn" + i;
            all.add(CompletableFuture.supplyAsync(() -> host.ask("event", "HYPERV_NIC_VF", ifName, "VF_UP")));
        }
        for (int i = 0; i < 8; i++) {
            all.get(i).join().assertIs(0, "HYPERV_NIC_VF hn" + i + " VF_UP\nkeeper: hello hn" + i + "\n", "");
        }
    }

    @Test
    @Tag("E8")
    void shouldPlanAndApplyWithThePluginsThatRun() {
        host.start();
        String plan = "em0 (keeper): would change: em0 is to be up\n   1  bring up em0\n";
        assertTrue(host.run("plan").out().startsWith(plan), host.run("plan").out());
        assertEquals(1, host.run("check").status());
        assertEquals(0, host.run("apply", "--dry-run").status());
        assertFalse(host.machine.up);
        host.ask("apply")
                .assertIs(
                        64,
                        "",
                        "nethook: there is no terminal to ask on: give --yes to go ahead, or --dry-run to only see the "
                                + "plan\n");
        Asked done = host.run("apply", "--yes");
        assertTrue(done.out().contains("keeper:   bring up em0: done\n"), done.out());
        assertTrue(done.out().endsWith("Done: em0 is as the plan wanted it.\n"), done.out());
        assertTrue(host.machine.up);
        assertEquals(0, host.run("check").status());
        String why = host.run("explain", "em0").out();
        assertTrue(why.contains("because of the command nethook apply"), why);
        assertEquals("", host.run("history", "--since", "1s").err());
    }

    @Test
    @Tag("E5")
    void shouldTellHowItIsDoing() throws Exception {
        host.start();
        host.ask("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
        host.ask("event", "HYPERV_NIC_VF", "bad0", "VF_UP");
        String status = host.run("status").out();
        assertTrue(status.startsWith("nethook    0.1.0 on Fake"), status);
        assertTrue(status.contains("\nhost       resident since 1970-01-01 "), status);
        assertTrue(status.contains("socket: answering, 2 events, the last at "), status);
        assertTrue(status.contains("\nplugins    keeper: 2 runs, 1 failed, half within "), status);
        assertTrue(status.contains("its last fault: IllegalStateException in HYPERV_NIC_VF bad0 VF_UP\n"), status);
        assertTrue(status.contains("HYPERV_NIC_VF bad0 VF_UP: 1 listener, 1 FAILED\n"), status);

        JsonNode json = new ObjectMapper().readTree(host.run("status", "--json").out());
        assertEquals(2, json.at("/host/plugins/0/runs").asInt());
        assertEquals(0, json.at("/host/malformed").asInt());
        assertEquals(1, json.at("/host/recent/1/failures").asInt());
        assertTrue(json.at("/host/latency/count").asInt() >= 2, json.toString());

        String metrics = host.run("metrics").out();
        assertTrue(metrics.contains("nethook_plugin_runs_total{plugin=\"keeper\"} 2\n"), metrics);
    }

    @Test
    void shouldShowPluginsAndInterfacesAsTheyAreLoaded() {
        host.start();
        String plugins = host.ask("plugins", "list").out();
        assertTrue(plugins.contains("keeper  1.0.0"), plugins);
        assertTrue(host.ask("netif", "show", "em0").out().startsWith("em0"));
        assertFalse(host.machine.closed);
    }

    @Test
    @Tag("E9")
    void shouldParkAndUnparkAPlugin() {
        host.start();
        host.run("park", "keper")
                .assertIs(64, "", "nethook: no plugin keper; there are keeper; did you mean keeper?\n");
        host.run("park", "keeper")
                .assertIs(0, "keeper is parked: it is told of nothing until: nethook unpark keeper\n", "");
        String status = host.run("status").out();
        assertTrue(status.contains("keeper: PARKED since "), status);
        assertFalse(host.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP").out().contains("hello"));
        host.run("unpark", "keeper")
                .assertIs(0, "keeper is told of events again, and now of the state of every interface.\n", "");
        host.run("unpark", "keeper").assertIs(0, "keeper was not parked.\n", "");
        assertTrue(host.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP").out().contains("hello"));
    }

    @Test
    void shouldReloadAllOrNothing() throws Exception {
        host.start();
        host.config("host { park-after = 0 }");
        Asked refused = host.run("reload");
        assertEquals(78, refused.status());
        assertTrue(
                refused.err()
                        .contains("nothing was changed: " + directory.resolve("etc/nethook.conf")
                                + ":1: key host.park-after must be a whole number from 1 to 1000, not 0"),
                refused.err());
        assertTrue(host.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP").out().contains("hello"));

        host.config("host { hook-timeout = 5s }");
        host.run("reload").assertIs(0, "Plugins and configuration are read again and in use: 1 plugins.\n", "");
        assertTrue(host.log().contains("host.hook-timeout counts from the next start on, not now"), host.log());
        assertTrue(host.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP").out().contains("hello"));
    }

    @Test
    void shouldKeepAFileOfMetrics() throws Exception {
        Path file = directory.resolve("nethook.prom");
        host.config("host { metrics-file = \"" + file + "\" }");
        host.start();
        await("the file", () -> Files.exists(file));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        host.ask("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
        host.run("stop").assertIs(0, "The resident host has ended.\n", "");
        assertEquals(0, host.awaitEnd());
        // what came last is in it
        await("the last figures", () -> read(file).contains("nethook_plugin_runs_total{plugin=\"keeper\"} 1\n"));
        try (var left = Files.list(directory)) {
            assertFalse(left.anyMatch(path -> path.toString().endsWith(".new")));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Tag("E11")
    void shouldShowWhatHappensAsItHappens() throws Exception {
        host.start();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        CompletableFuture<Integer> first = watch(text, "watch");
        CompletableFuture<Integer> second = watch(json, "watch", "--json");
        await("both to watch", () -> {
            host.ask("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
            host.ask("event", "HYPERV_NIC_VF", "hn0", "VF_UP", "address=192.0.2.1");
            return text.toString(StandardCharsets.UTF_8).contains("  keeper: hello hn0\n")
                    && text.toString(StandardCharsets.UTF_8).contains("  HYPERV_NIC_VF hn0 VF_UP address=192.0.2.1\n")
                    && json.toString(StandardCharsets.UTF_8).contains("\"data\":{\"address\":\"192.0.2.1\"}")
                    && json.toString(StandardCharsets.UTF_8).contains("\"message\":\"hello hn0\"");
        });
        JsonNode line = new ObjectMapper()
                .readTree(json.toString(StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertTrue(line.has("at") && line.has("kind"), line.toString());
        assertEquals(64, host.run("event", "--no").status());
        assertEquals(0, host.run("stop").status());
        assertEquals(0, first.get());
        assertEquals(0, second.get());
    }

    private CompletableFuture<Integer> watch(ByteArrayOutputStream out, String... words) {
        return CompletableFuture.supplyAsync(() -> Main.run(words, host.call(out, out)));
    }

    @Test
    void shouldNotHoldUpEventsForAClientThatDoesNotRead() throws Exception {
        host.start();
        try (var channel = java.nio.channels.SocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            channel.connect(java.net.UnixDomainSocketAddress.of(host.machine.controlSocket));
            channel.write(StandardCharsets.UTF_8.encode("{\"nethook\":1,\"args\":[\"watch\"]}\n"));
            long longest = 0;
            // more than a socket's buffer takes
            for (int i = 0; i < 4000; i++) {
                long start = System.nanoTime();
                assertEquals(
                        0, host.ask("event", "HYPERV_NIC_VF", "hn0", "VF_UP").status());
                longest = Math.max(longest, System.nanoTime() - start);
            }
            assertTrue(longest < Duration.ofSeconds(4).toNanos(), "an event waited " + longest / 1_000_000 + " ms");
        }
    }
}
