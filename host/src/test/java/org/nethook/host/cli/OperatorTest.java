package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands, given at the machine that a scenario left behind. */
class OperatorTest {
    private static final String SCENARIO = """
            title = "em0 loses its link and gets it back"
            machine {
              interfaces = [ { name = em0, driver = em, mac = "00:00:5e:00:53:01" } ]
              rc-conf = "ifconfig_em0=\\"inet 192.0.2.2/24\\""
            }
            timeline = [ { at = 10s, link-lost = em0 }, { at = 20s, link-restored = em0 } ]
            until = 1m
            """;

    @TempDir
    private static Path jars;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path plugins;

    /** Wants em0 to have an MTU of 1400, which it applies when em0 has got its link back; released, it has 1500. */
    @BeforeAll
    static void writeKeeper() throws IOException {
        plugin("mtu-keeper")
                .manifest("Nethook-Control", "em*")
                .extension("Keeper", """
                        @org.pf4j.Extension public class Keeper implements InterfaceEventListener, Reconciler {
                          public EventFilter filter() { return EventFilter.of(EventType.LINK_DOWN, EventType.LINK_UP); }
                          public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                            if (event.eventType() == EventType.LINK_DOWN) {
                              context.report().alarm("em0 has no link");
                            } else if (context.clock().instant().toString().compareTo("2026-01-01T00:00:15Z") > 0) {
                              context.apply(reconcile("em0", context).plan());
                              context.report().note("all clear: em0 has its link again");
                            }
                          }
                          public List<String> interfaces(PluginContext context) { return List.of("em0"); }
                          public Proposal reconcile(String ifName, PluginContext context) throws Exception {
                            if (context.state().get("held").isPresent()) {
                              return Proposal.asWanted(ifName, "left alone, an operator released it");
                            }
                            return to(1400, ifName, context);
                          }
                          public Proposal release(String ifName, PluginContext context) throws Exception {
                            return to(1500, ifName, context);
                          }
                          private Proposal to(int mtu, String ifName, PluginContext context) throws Exception {
                            if (!ifName.equals("em0")) {
                              return Proposal.notMine(ifName, "only em0");
                            }
                            int now = context.netif().find(ifName).get().mtu();
                            if (now == mtu) {
                              return Proposal.asWanted(ifName, "its MTU is " + mtu);
                            }
                            return Proposal.of(new org.nethook.api.plan.Plan(ifName, "MTU " + mtu + " for em0",
                                List.of("why em0: it is the only one"),
                                List.of(new org.nethook.api.plan.InterfaceStep.SetMtu(ifName, mtu, now)),
                                Optional.empty()));
                          }
                          public void hold(String ifName, boolean held, PluginContext context) {
                            if (held) { context.state().put("held", ifName); } else { context.state().remove("held"); }
                          }
                          public List<Fact> facts(String ifName, PluginContext context) throws Exception {
                            return List.of(new Fact("mtu", "" + context.netif().find(ifName).get().mtu()));
                          }
                        }
                        """)
                .write(jars, "mtu-keeper.jar");
    }

    @BeforeEach
    void makeAnInstallation() throws IOException {
        plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.writeString(directory.resolve("nethook.conf"), "");
        Files.writeString(directory.resolve("s.conf"), SCENARIO);
        Files.copy(jars.resolve("mtu-keeper.jar"), plugins.resolve("mtu-keeper.jar"));
    }

    /** What the commands said, after the timeline. */
    private String then(int status, String... commands) {
        List<String> args = new ArrayList<>(List.of(
                "replay",
                "--plugins",
                plugins.toString(),
                "--config",
                directory.resolve("nethook.conf").toString(),
                directory.resolve("s.conf").toString()));
        for (String command : commands) {
            args.add("--then");
            args.add(command);
        }
        out.reset();
        err.reset();
        int actual = Main.run(
                args.toArray(new String[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        String all = out.toString(StandardCharsets.UTF_8);
        assertEquals(status, actual, all + err);
        int start = all.indexOf("\n$ nethook ");
        return start < 0 ? "" : all.substring(start + 1);
    }

    private JsonNode json(int status, String command) throws IOException {
        String said = then(status, command);
        return new ObjectMapper().readTree(said.substring(said.indexOf('{')));
    }

    @Test
    void shouldExplainWhichEventWhichPluginWhichStepsAndWhen() {
        assertEquals("""
                $ nethook explain em0
                em0 now: up, link up, MTU 1400, 192.0.2.2/24
                         mtu-keeper: as wanted: its MTU is 1400

                2026-01-01 00:00:10 UTC  mtu-keeper, ALARM: em0 has no link
                  why    because of the event IFNET em0 LINK_DOWN at 00:00:10.000

                2026-01-01 00:00:20 UTC  mtu-keeper, plan for em0: applied
                  what   MTU 1400 for em0
                  why    because of the event IFNET em0 LINK_UP at 00:00:20.000
                         why em0: it is the only one
                  steps  begun 00:00:20.000:
                    00:00:20.000  done        set MTU of em0 to 1400

                2026-01-01 00:00:20 UTC  mtu-keeper: all clear: em0 has its link again
                  why    because of the event IFNET em0 LINK_UP at 00:00:20.000
                """, then(0, "explain em0"));
    }

    @Test
    void shouldExplainTheNewestAndSayHowMuchIsBefore() {
        assertEquals("""
                $ nethook explain -n 1 em0
                em0 now: up, link up, MTU 1400, 192.0.2.2/24
                         mtu-keeper: as wanted: its MTU is 1400

                ... 2 more before this; nethook explain -n 0 em0 shows all

                2026-01-01 00:00:20 UTC  mtu-keeper: all clear: em0 has its link again
                  why    because of the event IFNET em0 LINK_UP at 00:00:20.000
                """, then(0, "explain -n 1 em0"));
    }

    @Test
    void shouldExplainThatNothingIsKnown() {
        assertEquals("""
                $ nethook explain tap9
                tap9 now: there is no such interface; there are em0, lo0

                Nothing is known of it: the history, which begins 2026-01-01 00:00:10 UTC, says nothing of it \
                (history.jsonl), and no plugin keeps it in order.

                $ nethook explain lo0
                lo0 now: up, link up, MTU 16384, ::1/128, fe80::1/64, 127.0.0.1/8

                nethook did nothing to it: the history, which begins 2026-01-01 00:00:10 UTC, says nothing of it \
                (history.jsonl), and no plugin keeps it in order.
                """, then(69, "explain tap9", "explain lo0"));
    }

    @Test
    @Tag("E7")
    void shouldShowWhatWouldBeDoneAndTouchNothing() throws IOException {
        String plan = """
                em0 (mtu-keeper): would change: MTU 1500 for em0
                  why em0: it is the only one
                   1  set MTU of em0 to 1500
                """;
        String said = then(0, "release --dry-run em0", "plan", "netif show em0");
        assertTrue(said.startsWith("$ nethook release --dry-run em0\n" + plan + "\n$ nethook plan\n"), said);
        assertTrue(
                said.contains("em0 (mtu-keeper): as wanted: its MTU is 1400\n\nNothing to do: 1 as wanted.\n"), said);
        assertTrue(said.contains("MTU        1400 bytes\n"), said);

        takeTheKeeperAway();
        said = then(0, "plan", "apply --dry-run", "netif show em0");
        assertFalse(said.contains("mtu-keeper"), said);
        assertTrue(said.contains("No plugin keeps an interface of this machine in order.\n"), said);
    }

    private void takeTheKeeperAway() throws IOException {
        Files.delete(plugins.resolve("mtu-keeper.jar"));
    }

    @Test
    @Tag("E8")
    void shouldCheckWhetherAllIsInOrder() throws IOException {
        assertEquals("$ nethook check\nin order  em0  mtu-keeper: its MTU is 1400\n", then(0, "check"));
        assertTrue(json(0, "check --json").get("in_order").asBoolean());

        Files.writeString(directory.resolve("s.conf"), SCENARIO.replace("at = 20s", "at = 12s"));
        assertEquals(
                "$ nethook check --if em0\n"
                        + "DRIFT     em0  mtu-keeper: MTU 1400 for em0 (1 step; see nethook plan em0)\n",
                then(1, "check --if em0"));
        JsonNode drift = json(1, "check --json");
        assertFalse(drift.get("in_order").asBoolean());
        assertEquals("would_change", drift.at("/interfaces/0/standing").asText());
        assertEquals(
                "set MTU of em0 to 1400", drift.at("/interfaces/0/plan/steps/0").asText());
        assertEquals(
                "why em0: it is the only one",
                drift.at("/interfaces/0/plan/notes/0").asText());
        assertEquals("2026-01-01T00:01:00Z", drift.get("at").asText());
    }

    @Test
    @Tag("E8")
    void shouldApplyWhatThePlanShows() throws IOException {
        Files.writeString(directory.resolve("s.conf"), SCENARIO.replace("at = 20s", "at = 12s"));
        String said = then(0, "apply em0", "check", "history --since 00:00:30");
        assertTrue(said.contains("Done: em0 is as the plan wanted it.\n"), said);
        assertTrue(said.contains("\nin order  em0  mtu-keeper: its MTU is 1400\n"), said);
        assertTrue(
                said.endsWith(
                        "2026-01-01 00:01:00.000 UTC  plan   mtu-keeper: em0: MTU 1400 for em0: applied, 1 step\n"),
                said);
    }

    @Test
    @Tag("B16")
    void shouldGiveAnInterfaceBackAndLeaveItAlone() throws IOException {
        JsonNode done = json(0, "release em0 --json --yes");
        assertTrue(done.get("held").asBoolean());
        assertEquals("applied", done.at("/done/0/outcome").asText());
        assertEquals("MTU 1500 for em0", done.at("/interfaces/0/plan/reason").asText());

        String said = then(
                0,
                "release em0",
                "check",
                "netif show em0",
                "release --undo em0",
                "netif show em0",
                "explain -n 2 em0");
        assertTrue(said.contains("Nethook leaves em0 alone from now on, until: nethook release --undo em0\n"), said);
        assertTrue(said.contains("in order  em0  mtu-keeper: left alone, an operator released it\n"), said);
        assertTrue(said.contains("MTU        1500 bytes\n"), said);
        assertTrue(said.contains("Plugins take care of em0 again.\n"), said);
        assertTrue(said.contains("MTU        1400 bytes\n"), said);
        assertTrue(said.contains("  why    because of the command nethook release em0\n"), said);
        assertTrue(said.contains("  why    because of the command nethook release --undo em0\n"), said);
    }

    @Test
    void shouldShowTheStatus() throws IOException {
        assertEquals("""
                $ nethook status
                nethook    0.1.0 on a simulated FreeBSD 14.0-CURRENT, 2026-01-01 00:01:00 UTC
                plugins    mtu-keeper 1.0.0, keeps em0 in order
                state      in memory
                plan       none under way
                alarms     none

                em0 (mtu-keeper): as wanted: its MTU is 1400
                  mtu  1400

                What happened last (nethook history shows more):
                2026-01-01 00:00:10.000 UTC  event  IFNET em0 LINK_DOWN
                2026-01-01 00:00:10.000 UTC  ALARM  mtu-keeper: em0 has no link
                2026-01-01 00:00:20.000 UTC  event  IFNET em0 LINK_UP
                2026-01-01 00:00:20.000 UTC  plan   mtu-keeper: em0: MTU 1400 for em0: applied, 1 step
                2026-01-01 00:00:20.000 UTC  note   mtu-keeper: all clear: em0 has its link again
                """, then(0, "status"));
        JsonNode status = json(0, "status --json");
        assertEquals("em0", status.at("/plugins/0/keeps/0").asText());
        assertEquals("1400", status.at("/interfaces/0/facts/0/value").asText());
        assertEquals(0, status.get("alarms").size());
        assertEquals(5, status.get("last").size());
    }

    @Test
    void shouldShowAlarmsThatNothingHasCleared() throws IOException {
        Files.writeString(directory.resolve("s.conf"), SCENARIO.replace("at = 20s", "at = 12s"));
        String said = then(0, "status");
        assertTrue(said.contains("ALARMS     2026-01-01 00:00:10 UTC  mtu-keeper: em0 has no link\n"), said);
    }

    @Test
    void shouldListWhatHappened() throws IOException {
        assertEquals("""
                $ nethook history --steps -n 3
                ... 2 more before this; -n 0 shows all
                2026-01-01 00:00:20.000 UTC  event  IFNET em0 LINK_UP
                2026-01-01 00:00:20.000 UTC  plan   mtu-keeper: em0: MTU 1400 for em0: applied, 1 step
                           00:00:20.000  done        set MTU of em0 to 1400
                2026-01-01 00:00:20.000 UTC  note   mtu-keeper: all clear: em0 has its link again

                $ nethook history --if tap9
                Nothing: the history, history.jsonl, begins 2026-01-01 00:00:10 UTC.
                """, then(0, "history --steps -n 3", "history --if tap9"));
        JsonNode history = json(0, "history --json --since 45s");
        assertEquals(3, history.get("records").size());
        JsonNode plan = history.at("/records/1");
        assertEquals("plan", plan.get("kind").asText());
        assertEquals("applied", plan.get("outcome").asText());
        assertEquals("IFNET em0 LINK_UP", plan.at("/cause/text").asText());
        assertEquals("done", plan.at("/steps/0/outcome").asText());
        JsonNode explained = json(0, "explain --json -n 2 em0");
        assertEquals(1, explained.at("/history/earlier").asInt());
        assertEquals(
                "2026-01-01T00:00:20Z",
                explained.at("/history/records/0/event_at").asText());
        assertEquals("as_wanted", explained.at("/standings/0/standing").asText());
        assertEquals(1400, explained.at("/now/mtu").asInt());
    }

    @Test
    void shouldSayWhatIsThereInsteadOfAnUnknownInterface() {
        then(69, "plan --if em1");
        assertEquals("nethook: no interface em1; did you mean em0?\n", err.toString(StandardCharsets.UTF_8));
        then(69, "check --if bridge7");
        assertEquals("nethook: no interface bridge7; there are em0, lo0\n", err.toString(StandardCharsets.UTF_8));
        then(69, "release lo0");
        assertEquals(
                "nethook: no plugin keeps lo0 in order; mtu-keeper keeps em0\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldHandACommandOfAPluginItsOwnOptions() {
        assertEquals("$ nethook run nothing --json\n", then(64, "run nothing --json"));
        assertEquals(
                "nethook: no plugin has a command nothing; no plugin has one\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseACommandBeforeAnythingRuns() {
        assertEquals("", then(64, "explian em0"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        then(64, "status", "event IFNET em0 LINK_UP");
        assertEquals(
                "nethook: --then \"event IFNET em0 LINK_UP\": unknown command event; there are status, plan, check, explain,"
                        + " history, apply, release, netif, run\n",
                err.toString(StandardCharsets.UTF_8));
        then(64, "plan --iff em0");
        assertEquals(
                "nethook: --then \"plan --iff em0\": Unknown option: '--iff'\n", err.toString(StandardCharsets.UTF_8));
        then(64, "plan --if em0 em1");
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("'em1'"), err.toString(StandardCharsets.UTF_8));
        then(64, "explian em0");
        assertEquals(
                "nethook: --then \"explian em0\": unknown command explian; did you mean explain?\n",
                err.toString(StandardCharsets.UTF_8));
    }
}
