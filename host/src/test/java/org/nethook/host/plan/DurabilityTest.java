package org.nethook.host.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.pending.PendingLog;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.Storage;
import org.nethook.netif.sim.VirtualTime;

/** Plans and the disk: killed, refused, interrupted, cut off. Steps are DHCP clients that run or do not. */
class DurabilityTest {
    private static final Plan THREE = plan(Optional.empty(), "a", "b", "c");

    @TempDir
    Path temp;

    private final Interfaces interfaces = new Interfaces("a", "b", "c", "d");
    private final Clients clients = new Clients();
    private final List<String> told = new ArrayList<>();
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private StateDirectory state;
    private String boot = "first";

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void openState() {
        state = StateDirectory.at(temp.resolve("state"), () -> boot);
    }

    private static Plan plan(Optional<Duration> goesBackAfter, String... names) {
        List<Step> steps = new ArrayList<>();
        for (String name : names) {
            steps.add(new DhcpStep.Start(name));
        }
        return new Plan("a", "test", List.of(), steps, goesBackAfter);
    }

    private PlanExecutor host() {
        return new PlanExecutor(new StepTarget(interfaces, null, clients), new Told(), state, time, time, false);
    }

    private void killedAt(String name, Plan plan) {
        clients.killAt = name;
        try {
            host().apply("test", plan);
        } catch (Killed e) {
            clients.killAt = "";
            told.clear();
            return;
        }
        throw new AssertionError("was not killed");
    }

    private boolean pending() {
        return new PendingLog(state).exists();
    }

    @Test
    @Tag("B9")
    void shouldFinishWhatAKilledHostBegan() {
        killedAt("b", THREE);
        assertEquals(Set.of("a"), clients.running);
        host().recover();
        assertEquals(Set.of("a", "b", "c"), clients.running);
        assertFalse(pending());
        assertEquals("ended APPLIED ", told.get(told.size() - 1));
        assertFalse(told.contains("start dhclient on a DONE"), "not done twice: " + told);
    }

    @Test
    @Tag("B9")
    void shouldSeeThatTheStepWasDoneBeforeTheHostWasKilled() {
        clients.killAfter = true;
        killedAt("b", THREE);
        assertEquals(Set.of("a", "b"), clients.running);
        clients.starts.clear();
        host().recover();
        assertEquals(Set.of("a", "b", "c"), clients.running);
        assertEquals(List.of("c"), clients.starts);
    }

    @Test
    @Tag("B9")
    void shouldUndoWhatCannotBeFinished() {
        killedAt("b", THREE);
        interfaces.netifs.removeIf(netif -> netif.ifName().equals("c"));
        host().recover();
        assertEquals(Set.of(), clients.running);
        assertFalse(pending());
        assertTrue(told.get(told.size() - 1).startsWith("ended UNDONE start dhclient on c: "), told.toString());
    }

    @Test
    @Tag("B9")
    void shouldGoOnUndoingWhenKilledWhileUndoing() {
        clients.refuseStart = "c";
        clients.killStopOf = "b";
        killedAt("", THREE);
        clients.killStopOf = "";
        clients.refuseStart = "";
        host().recover();
        assertEquals(Set.of(), clients.running, "it had been decided to go back");
        assertFalse(pending());
    }

    @Test
    void shouldRecoverBeforeTheNextPlan() {
        killedAt("b", THREE);
        assertEquals(
                Outcome.APPLIED,
                host().apply("other", plan(Optional.empty(), "d")).outcome());
        assertEquals(Set.of("a", "b", "c", "d"), clients.running);
    }

    @Test
    void shouldDropAPlanOfAnEarlierBoot() {
        killedAt("b", THREE);
        boot = "second";
        clients.running.clear();
        host().recover();
        assertEquals(Set.of(), clients.running);
        assertFalse(pending());
        assertEquals(
                List.of(
                        "note the plan for a begun 2026-01-01T00:00:00Z had not ended when the machine booted; it is dropped"),
                told);
    }

    @Test
    void shouldNeverCarryOutALogOfAnother() throws Exception {
        killedAt("b", THREE);
        Path file = temp.resolve("state/pending");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        host().recover();
        assertEquals(Set.of("a"), clients.running);
        assertFalse(pending());
        assertTrue(Files.exists(temp.resolve("state/pending.refused")));
        assertTrue(told.get(0).startsWith("alarm " + file + " has mode 666"), told.toString());
        assertTrue(told.get(0).contains("it was not carried out"), told.toString());
    }

    @Test
    void shouldNotCarryOutADamagedLog() throws Exception {
        killedAt("b", THREE);
        Path file = temp.resolve("state/pending");
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        Files.writeString(file, text.replace("\"c\"", "\"d\""), StandardCharsets.US_ASCII);
        assertEquals(
                Outcome.APPLIED,
                host().apply("test", plan(Optional.empty(), "b")).outcome());
        assertEquals(Set.of("a", "b"), clients.running);
        assertTrue(told.get(0).contains("is not a log that this nethook wrote"), told.toString());
    }

    @Test
    void shouldChangeNothingWithoutAJournal() throws Exception {
        Files.createFile(temp.resolve("state"));
        PlanResult result = host().apply("test", THREE);
        assertEquals(Outcome.REFUSED, result.outcome());
        assertEquals(Set.of(), clients.running);
        assertTrue(told.get(1).startsWith("alarm the plan for a was not begun, nothing is changed: "), told.toString());
        assertTrue(told.get(1).contains(temp.resolve("state") + " is not a directory"), told.toString());
        assertTrue(told.get(2).startsWith("ended REFUSED"), told.toString());
    }

    @Test
    void shouldLeaveNoLogBehind() {
        assertEquals(Outcome.APPLIED, host().apply("test", THREE).outcome());
        assertFalse(pending());
        clients.refuseStart = "d";
        assertEquals(
                Outcome.UNDONE,
                host().apply("test", plan(Optional.empty(), "d")).outcome());
        assertFalse(pending());
    }

    @Test
    void shouldNotUndoWhatWasSoBefore() {
        clients.running.add("a");
        clients.refuseStart = "c";
        assertEquals(Outcome.UNDONE, host().apply("test", THREE).outcome());
        assertEquals(Set.of("a"), clients.running);
    }

    @Test
    void shouldAskAnOperatorAndGoOnWhenThatIsDone() {
        clients.refuseStart = "c";
        clients.refuseStop = "a";
        assertEquals(Outcome.LEFT_HALF_DONE, host().apply("test", THREE).outcome());
        String alarm = told.get(told.size() - 1);
        assertTrue(alarm.startsWith("alarm the plan for a is half done"), alarm);
        assertTrue(alarm.contains("by hand, in this order: stop dhclient on a. "), alarm);
        assertTrue(pending());

        assertEquals(
                Outcome.REFUSED,
                host().apply("test", plan(Optional.empty(), "d")).outcome());
        assertEquals(Set.of("a"), clients.running);

        clients.running.remove("a"); // the operator
        assertEquals(
                Outcome.APPLIED,
                host().apply("test", plan(Optional.empty(), "d")).outcome());
        assertEquals(Set.of("d"), clients.running);
        assertFalse(pending());
    }

    @Test
    void shouldTakeWhatWentForUndone() {
        clients.refuseStart = "c";
        clients.refuseStop = "a";
        interfaces.netifs.removeIf(netif -> netif.ifName().equals("a"));
        interfaces.netifs.add(Netif.named("a").build());
        clients.onRefusal =
                () -> interfaces.netifs.removeIf(netif -> netif.ifName().equals("a"));
        assertEquals(Outcome.UNDONE, host().apply("test", THREE).outcome());
        assertFalse(pending());
        assertTrue(told.contains("stop dhclient on a UNDONE the interface is gone"), told.toString());
    }

    @Test
    void shouldEndThePlanBeforeItHeedsAnInterrupt() {
        clients.onStart = () -> Thread.currentThread().interrupt();
        assertEquals(Outcome.APPLIED, host().apply("test", THREE).outcome());
        assertTrue(Thread.interrupted());
        assertEquals(Set.of("a", "b", "c"), clients.running);
        assertFalse(pending());
    }

    @Test
    void shouldNotBeginAPlanForAPluginThatWasInterrupted() {
        Thread.currentThread().interrupt();
        assertEquals(Outcome.REFUSED, host().apply("test", THREE).outcome());
        assertTrue(Thread.interrupted());
        assertEquals(Set.of(), clients.running);
    }

    @Test
    void shouldLeaveAPlanToTheProcessThatHasTheLock() throws Exception {
        killedAt("b", THREE);
        Storage.Held lock = state.storage().lock(Duration.ZERO);
        Thread other = new Thread(() -> host().recover());
        other.start();
        other.join();
        assertEquals(Set.of("a"), clients.running);
        assertEquals(List.of(), told);
        lock.close();
        host().recover();
        assertEquals(Set.of("a", "b", "c"), clients.running);
    }

    private void pathBy(String ifName, boolean exists) {
        interfaces.netifs.removeIf(netif -> netif.ifName().equals(ifName));
        interfaces.netifs.add(Netif.named(ifName)
                .flags(1, Set.of(InterfaceFlag.UP))
                .linkState(LinkState.UP)
                .addresses(exists ? List.of(InterfaceAddress.parse("10.0.0.4/24")) : List.of())
                .build());
    }

    private Plan cutOff() {
        pathBy("d", true);
        clients.onStart = () -> pathBy("d", false);
        clients.onStop = () -> pathBy("d", true);
        Plan plan = plan(Optional.of(Duration.ofSeconds(30)), "a", "b");
        assertEquals(Outcome.APPLIED, host().apply("test", plan).outcome());
        clients.onStart = () -> {};
        return plan;
    }

    @Test
    void shouldGoBackWhenThePlanCutTheMachineOff() {
        cutOff();
        time.runUntil(Duration.ofSeconds(29));
        assertEquals(Set.of("a", "b"), clients.running);
        assertTrue(pending());
        time.runUntil(Duration.ofSeconds(31));
        assertEquals(Set.of(), clients.running);
        assertFalse(pending());
        assertTrue(
                told.contains("alarm no working path for 30 s since the plan for a (test): going back"),
                told.toString());
        assertEquals("ended UNDONE no working path for 30 s", told.get(told.size() - 1));
    }

    @Test
    void shouldStayWhenAnotherPathAppears() {
        cutOff();
        time.runUntil(Duration.ofSeconds(10));
        pathBy("d", true);
        time.runUntil(Duration.ofSeconds(12));
        assertFalse(pending());
        pathBy("d", false);
        time.runUntil(Duration.ofSeconds(100));
        assertEquals(Set.of("a", "b"), clients.running);
        assertTrue(told.contains("note there is a working path again; the plan stays"), told.toString());
    }

    @Test
    void shouldNotForgetToGoBackWhenKilled() {
        cutOff();
        VirtualTime later = new VirtualTime(Instant.parse("2026-01-01T00:00:20Z"));
        new PlanExecutor(new StepTarget(interfaces, null, clients), new Told(), state, later, later, false).recover();
        assertEquals(Set.of("a", "b"), clients.running);
        later.runUntil(Duration.ofSeconds(11));
        assertEquals(Set.of(), clients.running);
    }

    @Test
    void shouldNotPutOffGoingBackForAnotherPlanAndUndoBoth() {
        cutOff();
        time.runUntil(Duration.ofSeconds(20));
        assertEquals(
                Outcome.APPLIED,
                host().apply("other", plan(Optional.empty(), "c")).outcome());
        time.runUntil(Duration.ofSeconds(31));
        assertEquals(Set.of(), clients.running);
        assertFalse(pending());
    }

    @Test
    void shouldGoOnWatchingAPlanWhenALaterOneFails() {
        cutOff();
        time.runUntil(Duration.ofSeconds(20));
        clients.refuseStart = "c";
        clients.onStop = () -> {};
        assertEquals(
                Outcome.UNDONE,
                host().apply("other", plan(Optional.empty(), "d", "c")).outcome());
        assertEquals(Set.of("a", "b"), clients.running);
        assertTrue(pending());
        time.runUntil(Duration.ofSeconds(31));
        assertEquals(Set.of(), clients.running);
        assertFalse(pending());
    }

    @Test
    void shouldNotWatchAMachineThatHadNoPathBefore() {
        assertEquals(
                Outcome.APPLIED,
                host().apply("test", plan(Optional.of(Duration.ofSeconds(30)), "a"))
                        .outcome());
        assertFalse(pending());
    }

    private static final class Clients implements DhcpClients {
        private final Set<String> running = new TreeSet<>();
        private final List<String> starts = new ArrayList<>();
        private String killAt = "";
        private boolean killAfter;
        private String killStopOf = "";
        private String refuseStart = "";
        private String refuseStop = "";
        private Runnable onStart = () -> {};
        private Runnable onStop = () -> {};
        private Runnable onRefusal = () -> {};

        @Override
        public boolean isRunning(String ifName) {
            return running.contains(ifName);
        }

        @Override
        public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
            if (ifName.equals(refuseStart)) {
                throw new NetifException("start", ifName, "no");
            }
            if (ifName.equals(killAt) && !killAfter) {
                throw new Killed();
            }
            running.add(ifName);
            starts.add(ifName);
            if (ifName.equals(killAt)) {
                throw new Killed();
            }
            onStart.run();
        }

        @Override
        public void stop(String ifName) throws NetifException {
            if (ifName.equals(refuseStop)) {
                onRefusal.run();
                throw new NetifException("stop", ifName, "no");
            }
            if (ifName.equals(killStopOf)) {
                throw new Killed();
            }
            running.remove(ifName);
            onStop.run();
        }
    }

    private final class Told implements Journal {
        @Override
        public void event(InterfaceEvent event) {
            told.add("event " + event);
        }

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {
            told.add("plan " + plan.reason());
        }

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {
            told.add((step.describe() + " " + outcome + " " + message).strip());
        }

        @Override
        public void planEnded(String pluginId, Plan plan, PlanResult result) {
            told.add("ended " + result.outcome() + " " + result.message());
        }

        @Override
        public void note(String source, String message) {
            told.add("note " + message);
        }

        @Override
        public void alarm(String source, String message) {
            told.add("alarm " + message);
        }
    }
}
