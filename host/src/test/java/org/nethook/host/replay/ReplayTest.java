package org.nethook.host.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.netif.Netif;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.host.timeline.JsonTimeline;
import org.nethook.host.timeline.Summary;
import org.nethook.netif.sim.VirtualTime;

class ReplayTest {
    private static final String MACHINE = """
            machine {
              release = 14.0
              interfaces = [ { name = hn0, driver = hn, mac = "00:0d:3a:12:34:56" } ]
              rc-conf = "ifconfig_hn0=DHCP"
              sysctls { kern.vm_guest = hv, hw.hn.vf_transparent = 0 }
              dhcp-leases = [ { mac = "00:0d:3a:12:34:56", address = "10.0.0.4/24", router = "10.0.0.1", delay = 2s } ]
            }
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int failures;

    private Summary run(String timeline, Listener listener) throws Exception {
        Scenario scenario = ScenarioReader.read(Files.writeString(directory.resolve("s.conf"), MACHINE + timeline));
        VirtualTime time = SimulatedHost.clock();
        FreshPlugins plugins = new FreshPlugins(List.of(listener.asPlugin()), Map.of());
        try (Replay replay = new Replay(scenario, () -> plugins, time, new JsonTimeline(bytes, time::elapsed))) {
            Summary summary = replay.run();
            failures = replay.failures();
            return summary;
        }
    }

    private String output() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldTellPluginsOnlyWhatTheKernelMadeOfTheHardware() throws Exception {
        Listener listener = new Listener();

        run("timeline = [ { at = 10s, vf-offered { name = mlxen0, of = hn0 } } ]", listener);

        int attach = listener.heard.indexOf("IFNET mlxen0 ATTACH");
        int ifattach = listener.heard.indexOf("ETHERNET mlxen0 IFATTACH");
        assertTrue(0 <= attach && attach < ifattach, listener.heard.toString());
    }

    @Test
    void shouldMeasureHowLongThereWasNoPath() throws Exception {
        Summary summary = run(
                "timeline = [ { at = 10s, link-lost = hn0 }, { at = 12500ms, link-restored = hn0 } ]", new Listener());

        assertEquals(Optional.of(Duration.ofMillis(2500)), summary.outage());
        assertFalse(summary.endsWithoutPath());
    }

    @Test
    void shouldNoticeThatAnOutageDoesNotEnd() throws Exception {
        Summary summary = run("timeline = [ { at = 10s, link-lost = hn0 } ], until = 1m", new Listener());

        assertEquals(Optional.of(Duration.ofSeconds(50)), summary.outage());
        assertTrue(summary.endsWithoutPath());
    }

    @Test
    void shouldMeasureNoOutageBeforeTheFirstPath() throws Exception {
        Summary summary = run("timeline = [], until = 1m", new Listener());

        assertEquals(Optional.of(Duration.ZERO), summary.outage());
    }

    @Test
    @Tag("E9")
    void shouldQueueTheEventsThatAPlanCauses() throws Exception {
        Listener[] self = new Listener[1];
        self[0] = new Listener(EventFilter.of(EventType.IFATTACH), (event, context) -> {
            if (event.ifName().equals("hn0")) {
                context.apply(new Plan("lagg7", "to see", List.of(new InterfaceStep.Create("lagg7"))));
                assertEquals(List.of("ETHERNET hn0 IFATTACH"), self[0].heard);
            }
        });

        Summary summary = run("timeline = [], until = 1m", self[0]);

        assertEquals(List.of("ETHERNET hn0 IFATTACH", "ETHERNET lagg7 IFATTACH"), self[0].heard);
        assertEquals(0, failures);
        assertTrue(summary.interfaces().stream().map(Netif::ifName).anyMatch("lagg7"::equals));
    }

    @Test
    void shouldReportAPluginThatFailsAndGoOn() throws Exception {
        Listener listener = new Listener(EventFilter.of(EventType.LINK_DOWN), (event, context) -> {
            throw new IllegalStateException("on purpose");
        });

        run("timeline = [ { at = 10s, link-lost = hn0 }, { at = 20s, link-restored = hn0 } ]", listener);

        assertEquals(1, failures);
        assertTrue(output().contains("\"kind\":\"alarm\",\"source\":\"test\""), output());
        assertTrue(output().contains("\"at_ms\":20000,\"kind\":\"event\""), output());
    }

    @Test
    void shouldShowADroppedLine() throws Exception {
        Listener listener = new Listener();

        run("timeline = [ { at = 10s, line = \"!system=IFNET subsystem=../x type=LINK_UP\" } ]", listener);

        assertFalse(listener.heard.stream().anyMatch(heard -> heard.contains("..")), listener.heard.toString());
        assertTrue(output().contains("\"source\":\"devctl\",\"message\":\"dropped a line: "), output());
    }

    @Test
    @Tag("A1")
    void shouldGiveTheSameBytesEveryTime() throws Exception {
        String timeline = """
                timeline = [ { at = 10s, repeat { times = 20, every = 5m, timeline = [
                  { at = 0s, vf-offered { name = mlxen0, of = hn0 } }
                  { at = 90s, vf-revoked = mlxen0 }
                ] } } ]
                until = 2h
                """;
        run(
                timeline,
                new Listener(
                        EventFilter.of(EventType.IFATTACH),
                        (event, context) -> context.scheduler()
                                .after(
                                        "think",
                                        Duration.ofSeconds(3),
                                        "think",
                                        () -> context.report()
                                                .note("it is " + context.clock().instant()))));
        String first = output();
        bytes.reset();
        run(
                timeline,
                new Listener(
                        EventFilter.of(EventType.IFATTACH),
                        (event, context) -> context.scheduler()
                                .after(
                                        "think",
                                        Duration.ofSeconds(3),
                                        "think",
                                        () -> context.report()
                                                .note("it is " + context.clock().instant()))));

        assertEquals(first, output());
        assertTrue(first.contains("it is 2026-01-01T00:00:13Z"), first);
    }

    @Test
    void shouldCountAScheduledTaskThatThrows() throws Exception {
        Listener listener = new Listener(
                EventFilter.of(EventType.LINK_DOWN),
                (event, context) -> context.scheduler().after("look", Duration.ofSeconds(5), "look", () -> {
                    throw new IllegalStateException("broken");
                }));

        run("timeline = [ { at = 10s, link-lost = hn0 } ]", listener);

        assertEquals(1, failures);
        assertTrue(output().contains("look failed: java.lang.IllegalStateException: broken"), output());
    }

    @Test
    @Tag("A9")
    void shouldForgetWhatAKilledHostWaitedForAndTellTheNextOfEveryInterface() throws Exception {
        List<String> done = new ArrayList<>();
        Listener listener = new Listener(EventFilter.any(), (event, context) -> {
            if (event.eventType() == EventType.LINK_DOWN) {
                context.state().put("seen", "yes");
                context.scheduler().after("look", Duration.ofSeconds(50), "look", () -> done.add("looked"));
            }
            if (event.isResync()) {
                done.add(event + " " + context.state().get("seen").orElse("no"));
            }
        });

        run("""
                timeline = [
                  { at = 10s, link-lost = hn0 }
                  { at = 20s, host = crashes }
                  { at = 30s, link-restored = hn0 }
                  { at = 40s, host = restarts }
                ]
                until = 5m
                """, listener);

        assertEquals(List.of("ETHERNET hn0 IFATTACH yes", "IFNET lo0 ATTACH yes"), done);
        assertEquals(1, Collections.frequency(listener.heard, "IFNET hn0 LINK_DOWN"));
        assertEquals(0, failures);
    }

    @Test
    @Tag("B9")
    void shouldKillTheHostInTheMiddleOfAPlan() throws Exception {
        Listener listener = new Listener(EventFilter.of(EventType.LINK_DOWN), (event, context) -> {
            context.apply(new Plan(
                    "lagg7",
                    "to see",
                    List.of(
                            new InterfaceStep.Create("lagg7"),
                            new InterfaceStep.Create("lagg8"),
                            new InterfaceStep.Create("lagg9"))));
            context.report().note("survived");
        });

        Summary summary =
                run("timeline = [ { at = 9s, crash = { after-step = 2 } }, { at = 10s, link-lost = hn0 } ]", listener);

        List<String> names = summary.interfaces().stream().map(Netif::ifName).toList();
        assertTrue(names.contains("lagg8") && !names.contains("lagg9"), names.toString());
        assertFalse(output().contains("survived"));
        assertTrue(output().contains("nethook is killed (kill -9)"));
    }

    @Test
    void shouldLoseAndDoubleEvents() throws Exception {
        Listener listener = new Listener();

        run("""
                timeline = [
                  { at = 9s, events-lost = 1 }
                  { at = 10s, link-lost = hn0 }
                  { at = 19s, events-doubled = 1 }
                  { at = 20s, link-restored = hn0 }
                ]
                """, listener);

        assertEquals(0, Collections.frequency(listener.heard, "IFNET hn0 LINK_DOWN"));
        assertEquals(3, Collections.frequency(listener.heard, "IFNET hn0 LINK_UP"), "one is of the boot");
    }

    @Test
    void shouldCountTheCallsMadeWithoutAPath() throws Exception {
        Listener listener = new Listener(EventFilter.of(EventType.IFATTACH), (event, context) -> {
            if (event.ifName().equals("mlxen0")) {
                context.control().setUp("hn0", false);
                context.control().setUp("hn0", true);
            }
        });

        Summary summary = run("timeline = [ { at = 10s, vf-offered { name = mlxen0, of = hn0 } } ]", listener);

        assertTrue(summary.outageCalls() > 0, "hn0 was down");
        assertTrue(summary.outageCalls() < 10, "counted on when the path was back: " + summary.outageCalls());
    }

    @Test
    void shouldLetARouterAdvertiseAndAVfFail() throws Exception {
        Summary summary = run("""
                timeline = [
                  { at = 11s, router-advertised { to = hn0, router = "fe80::1", prefix = "2001:db8::/64" } }
                  { at = 12s, vf-offered { name = mlxen0, of = hn0, max-mtu = 1500 } }
                  { at = 13s, vf-failed = mlxen0 }
                  { at = 14s, vf-recovered = mlxen0 }
                ]
                """, new Listener());

        assertTrue(output().contains("router fe80::1 advertises 2001:db8::/64 to hn0"), output());
        assertTrue(output().contains("VF mlxen0 stops carrying traffic"), output());
        assertTrue(output().contains("VF mlxen0 carries traffic again"), output());
        assertEquals(0, failures, output());
        assertFalse(summary.endsWithoutPath());
    }
}
