package org.nethook.host.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.sim.VirtualTime;

class PlanExecutorTest {
    private final Clients clients = new Clients();
    private final List<String> told = new ArrayList<>();
    private final Journal journal = new Told();
    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private final Plan three =
            new Plan("hn0", "test", List.of(new DhcpStep.Start("a"), new DhcpStep.Start("b"), new DhcpStep.Start("c")));

    @Test
    void shouldApplyAndVerifyEachStep() {
        assertEquals(Outcome.APPLIED, apply(three, false).outcome());
        assertEquals(Set.of("a", "b", "c"), clients.running);
        assertEquals(
                List.of(
                        "plan test",
                        "start dhclient on a DONE",
                        "start dhclient on b DONE",
                        "start dhclient on c DONE"),
                told);
    }

    @Test
    void shouldUndoInReverseOrderWhenAStepIsRefused() {
        clients.refuseStart = "c";
        PlanResult result = apply(three, false);
        assertEquals(Outcome.UNDONE, result.outcome());
        assertEquals("start dhclient on c: start c: no", result.message());
        assertEquals(Set.of(), clients.running);
        assertEquals(
                List.of(
                        "plan test",
                        "start dhclient on a DONE",
                        "start dhclient on b DONE",
                        "start dhclient on c FAILED start c: no",
                        "stop dhclient on b UNDONE",
                        "stop dhclient on a UNDONE"),
                told);
    }

    @Test
    void shouldUndoAStepThatWasAcceptedButCannotBeVerified() {
        clients.vanishes = "b";
        assertEquals(Outcome.UNDONE, apply(three, false).outcome());
        assertEquals(Set.of(), clients.running);
    }

    @Test
    void shouldLookOnceMoreWhenTheKernelDoesNotTell() {
        clients.doesNotTell = 1;
        assertEquals(Outcome.APPLIED, apply(three, false).outcome());
        assertEquals(Set.of("a", "b", "c"), clients.running);
    }

    /** The interface is destroyed, and the kernel tells nothing any more: undoing the rest would leave less than that. */
    @Test
    void shouldBelieveTheKernelAboutWhatNothingUndoes() {
        Interfaces interfaces = new Interfaces("a");
        NetifControl control = (NetifControl) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NetifControl.class}, (proxy, method, arguments) -> {
                    assertEquals("destroy", method.getName());
                    interfaces.netifs.clear();
                    interfaces.refusal = new NetifException("list interfaces", "", "no");
                    return null;
                });
        Plan plan = new Plan("a", "test", List.of(new DhcpStep.Start("a"), new InterfaceStep.Destroy("a")));
        PlanResult result = new PlanExecutor(
                        new StepTarget(interfaces, control, clients),
                        journal,
                        StateDirectory.inMemory(),
                        time,
                        time,
                        false)
                .apply("test", plan);
        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(Set.of("a"), clients.running);
        assertEquals(List.of("plan test", "start dhclient on a DONE", "destroy a DONE"), told);
    }

    @Test
    void shouldSayWhenUndoingFails() {
        clients.refuseStart = "c";
        clients.refuseStop = "a";
        assertEquals(Outcome.LEFT_HALF_DONE, apply(three, false).outcome());
        assertEquals(Set.of("a"), clients.running);
        assertEquals("stop dhclient on a UNDO_FAILED stop a: no", told.get(told.size() - 2));
    }

    @Test
    @Tag("E7")
    void shouldChangeNothingInADryRun() {
        assertEquals(Outcome.SHOWN, apply(three, true).outcome());
        assertEquals(Set.of(), clients.running);
        assertEquals(List.of("plan test dry"), told);
    }

    @Test
    void shouldHaveNothingToDoForAnEmptyPlan() {
        assertEquals(
                Outcome.NOTHING_TO_DO,
                apply(new Plan("hn0", "test", List.of()), false).outcome());
        assertEquals(List.of(), told);
    }

    private PlanResult apply(Plan plan, boolean dryRun) {
        return new PlanExecutor(
                        new StepTarget(new Interfaces("a", "b", "c"), null, clients),
                        journal,
                        StateDirectory.inMemory(),
                        time,
                        time,
                        dryRun)
                .apply("test", plan);
    }

    private static final class Clients implements DhcpClients {
        private final Set<String> running = new TreeSet<>();
        private int doesNotTell;
        private String refuseStart = "";
        private String refuseStop = "";
        private String vanishes = "";

        @Override
        public boolean isRunning(String ifName) throws NetifException {
            if (running.contains(ifName) && doesNotTell-- > 0) {
                throw new NetifException("look for dhclient", ifName, "no");
            }
            return running.contains(ifName) && !ifName.equals(vanishes);
        }

        @Override
        public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
            if (ifName.equals(refuseStart)) {
                throw new NetifException("start", ifName, "no");
            }
            running.add(ifName);
        }

        @Override
        public void stop(String ifName) throws NetifException {
            if (ifName.equals(refuseStop)) {
                throw new NetifException("stop", ifName, "no");
            }
            running.remove(ifName);
        }
    }

    private final class Told implements Journal {
        @Override
        public void event(InterfaceEvent event) {
            told.add("event " + event);
        }

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {
            told.add("plan " + plan.reason() + (dryRun ? " dry" : ""));
        }

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {
            told.add((step.describe() + " " + outcome + " " + message).strip());
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
