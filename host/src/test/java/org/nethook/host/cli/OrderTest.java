package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.state.StateDirectory;

/** Questions and orders at this machine, which has no terminal here. */
class OrderTest {
    @TempDir
    private static Path home;

    private final Session session = new Session();

    /** Wants em0 up; cannot tell of em1; makes lagg9 of em2, which the machine refuses. */
    @BeforeAll
    static void install() throws IOException {
        Path plugins = Files.createDirectory(home.resolve("plugins"));
        System.setProperty("nethook.home", home.toString());
        plugin("upper")
                .manifest("Nethook-Control", "em*,lagg*")
                .extension("Upper", """
                        @org.pf4j.Extension public class Upper implements Reconciler {
                          public List<String> interfaces(PluginContext context) { return List.of("em0"); }
                          public Proposal reconcile(String ifName, PluginContext context) throws Exception {
                            boolean up = context.netif().list().get(0).isUp();
                            switch (ifName) {
                              case "em0":
                                return up ? Proposal.asWanted(ifName, "it is up") : Proposal.of(
                                    new org.nethook.api.plan.Plan(ifName, "em0 should be up",
                                        List.of(new org.nethook.api.plan.InterfaceStep.BringUp(ifName))));
                              case "em1":
                                throw new IllegalStateException("on purpose");
                              case "em2":
                                return Proposal.of(new org.nethook.api.plan.Plan(ifName, "em2 needs a lagg",
                                    List.of(new org.nethook.api.plan.InterfaceStep.Create("lagg9"))));
                              case "em3":
                                return Proposal.refused(ifName, "lagg9 is somebody else's");
                              default:
                                return Proposal.notMine(ifName, "not mine");
                            }
                          }
                          public Proposal release(String ifName, PluginContext context) throws Exception {
                            return ifName.equals("em0") ? Proposal.asWanted(ifName, "it is the system's own")
                                : reconcile(ifName, context);
                          }
                          public void hold(String ifName, boolean held, PluginContext context) {
                            context.state().put("held." + ifName, "" + held);
                          }
                          public List<Fact> facts(String ifName, PluginContext context) { return List.of(); }
                        }
                        """)
                .write(plugins, "upper.jar");
    }

    @AfterAll
    static void forgetHome() {
        System.clearProperty("nethook.home");
    }

    @Test
    @Tag("E7")
    void shouldPlanWithoutTouching() {
        assertEquals(0, session.run("plan"));
        assertEquals(
                "em0 (upper): would change: em0 should be up\n   1  bring up em0\n\n"
                        + "Nothing was touched: 1 would change. To do it: nethook apply\n",
                session.out());
        assertEquals(0, session.run("apply", "--dry-run"));
        assertTrue(session.out().contains("   1  bring up em0\n"), session.out());
        assertFalse(session.machine.up);
        assertFalse(session.machine.storage.exists(StateDirectory.HISTORY));
        assertTrue(session.machine.closed);
    }

    @Test
    void shouldNotChangeAnythingUnaskedWhereNobodyCanBeAsked() {
        session.assertComplaint(
                64,
                "there is no terminal to ask on: give --yes to go ahead, or --dry-run to only see the plan",
                "apply");
        session.assertComplaint(
                64,
                "--json asks nothing: give --yes to go ahead, or --dry-run to only see the plan",
                "release",
                "--json",
                "em0");
        assertFalse(session.machine.up);
    }

    @Test
    void shouldApplyJournalAndRemember() throws IOException {
        assertEquals(0, session.run("apply", "--yes"));
        assertEquals(
                "em0 (upper): would change: em0 should be up\n   1  bring up em0\n"
                        + "upper: plan for em0: em0 should be up\n"
                        + "upper:   bring up em0: done\n"
                        + "Done: em0 is as the plan wanted it.\n",
                session.out());
        assertTrue(session.machine.up);
        String history = new String(
                session.machine.storage.read(StateDirectory.HISTORY, 1 << 16).orElseThrow(), StandardCharsets.UTF_8);
        assertTrue(history.contains("\"kind\":\"command\",\"text\":\"nethook apply\""), history);
        assertEquals(0, session.run("check"));
        assertEquals("in order  em0  upper: it is up\n", session.out());
    }

    @Test
    void shouldTellOfStepsBesideTheJson() throws IOException {
        assertEquals(0, session.run("apply", "--yes", "--json"));
        JsonNode done = new ObjectMapper().readTree(session.out());
        assertEquals("applied", done.at("/done/0/outcome").asText());
        assertEquals("bring up em0", done.at("/interfaces/0/plan/steps/0").asText());
        assertEquals(List.of("upper: plan for em0: em0 should be up", "upper:   bring up em0: done"), session.errors());
    }

    @Test
    void shouldSayWhatTheKernelRefusedAndThatAllIsAsBefore() {
        assertEquals(75, session.run("apply", "--yes", "--if", "em2"));
        List<String> lines = session.out().lines().toList();
        assertEquals(
                "NOT DONE: create lagg9: create lagg9: the fake machine refuses. What was done before is undone: em2 is"
                        + " as it was.",
                lines.get(lines.size() - 1));
    }

    @Test
    @Tag("E8")
    void shouldExit69OverWhatIsRefusedOrUnknown() {
        assertEquals(69, session.run("check", "--if", "em3"));
        assertEquals("REFUSED   em3  upper: lagg9 is somebody else's\n", session.out());
        assertEquals(69, session.run("check", "--if", "em1"));
        assertEquals(
                "UNKNOWN   em1  upper: the plugin failed: java.lang.IllegalStateException: on purpose\n",
                session.out());
        assertEquals(69, session.run("apply", "--yes", "--if", "em3"));
        assertEquals("em3 (upper): REFUSED: lagg9 is somebody else's\n", session.out());
        assertEquals(0, session.run("plan", "--if", "em3"));
        assertEquals(69, session.run("plan", "--if", "em1"));
    }

    @Test
    @Tag("B16")
    void shouldHoldAlsoWhatNeedsNoChange() {
        assertEquals(0, session.run("release", "--yes", "em0"));
        assertEquals(
                "em0 (upper): as wanted: it is the system's own\n"
                        + "Nethook leaves em0 alone from now on, until: nethook release --undo em0\n",
                session.out());
        assertTrue(session.machine.storage.exists("plugins/upper"));
        assertEquals(69, session.run("release", "--yes", "em3"));
        assertEquals("em3 (upper): REFUSED: lagg9 is somebody else's\n", session.out());
    }

    @Test
    void shouldSayWhatItCouldNotRead() throws IOException {
        session.machine.storage.replace(StateDirectory.HISTORY, new byte[65 << 20]);
        assertEquals(77, session.run("history"));
        assertEquals(1, session.errors().size());
        String why = session.errors().get(0).substring("nethook: ".length());
        assertEquals(77, session.run("explain", "em0"));
        assertTrue(session.out().startsWith("em0 now: down, link unknown, MTU 1500\n"), session.out());
        assertTrue(session.out().endsWith("What happened to it is not known: " + why + "\n"), session.out());
        assertEquals(0, session.run("status"));
        assertTrue(session.out().contains("state      NOT READ: " + why + "\n"), session.out());
        assertTrue(session.out().contains("alarms     not known\n"), session.out());
    }

    @Test
    void shouldComplainAboutATimeThatIsNone() {
        assertEquals(64, session.run("history", "--since", "yesterday"));
        assertTrue(
                session.errors().get(0).startsWith("nethook: --since must be a time ago such as 90s, 15m, 2h or 3d"),
                session.errors().toString());
    }
}
