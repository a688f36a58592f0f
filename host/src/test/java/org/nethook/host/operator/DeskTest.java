package org.nethook.host.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.Fact;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.Reconciler;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.host.context.Keeper;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

class DeskTest {
    private final SimMachine machine =
            new SimMachine(new MachineSpec("14.0", Map.of(), List.of(), "", List.of()), new VirtualTime(Instant.EPOCH));

    @BeforeEach
    void boot() {
        machine.boot();
    }

    @AfterEach
    void switchOff() {
        machine.close();
    }

    /** Keeps what a test says, and answers with a plan of its own counting. */
    private static final class Fake implements Reconciler {
        final List<String> kept;
        Exception failure;
        int asked;

        Fake(String... kept) {
            this.kept = List.of(kept);
        }

        @Override
        public List<String> interfaces(PluginContext context) throws Exception {
            fail();
            return kept;
        }

        @Override
        public Proposal reconcile(String ifName, PluginContext context) throws Exception {
            fail();
            asked++;
            return kept.contains(ifName)
                    ? Proposal.of(new Plan(ifName, "asked " + asked, List.of(new InterfaceStep.BringUp(ifName))))
                    : Proposal.notMine(ifName, "");
        }

        @Override
        public Proposal release(String ifName, PluginContext context) throws Exception {
            return reconcile(ifName, context);
        }

        @Override
        public void hold(String ifName, boolean held, PluginContext context) {
            throw new UnsupportedOperationException("hold");
        }

        @Override
        public List<Fact> facts(String ifName, PluginContext context) throws Exception {
            fail();
            return List.of();
        }

        private void fail() throws Exception {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private Desk desk(Reconciler... reconcilers) {
        List<Keeper> keepers = new ArrayList<>();
        for (Reconciler reconciler : reconcilers) {
            keepers.add(new Keeper("p" + keepers.size(), reconciler, null));
        }
        return new Desk(new Surroundings(
                "a system",
                new LoadedPlugins(List.of(), List.of(), List.of()),
                keepers,
                machine.platform().query(),
                StateDirectory.inMemory(),
                () -> Instant.EPOCH.plus(Duration.ofHours(1))));
    }

    @Test
    void shouldSortInterfacesByDriverAndUnit() throws Exception {
        PlanAnswer answer =
                desk(new Fake("hn10", "hn2"), new Fake("em7", "hn2")).plan(Optional.empty());
        assertEquals(
                List.of("em7 p1", "hn2 p0", "hn2 p1", "hn10 p0"),
                answer.standings().stream()
                        .map(standing -> standing.ifName() + " " + standing.pluginId())
                        .toList());
    }

    @Test
    @Tag("E8")
    void shouldAnswerForTheOthersWhenAPluginFails() throws Exception {
        Fake broken = new Fake("hn0");
        broken.failure = new NetifException("list interfaces", "hn0", "EPERM (1)");
        Desk desk = desk(broken, new Fake("em0"));
        PlanAnswer answer = desk.plan(Optional.empty());
        assertTrue(answer.isIncomplete());
        assertFalse(answer.isInOrder());
        assertEquals(1, answer.count(Kind.UNKNOWN));
        assertEquals(1, answer.count(Kind.WOULD_CHANGE));
        assertEquals(broken.failure.getMessage(), answer.standings().get(0).reason());
        assertEquals(2, desk.status().interfaces().size());
    }

    @Test
    void shouldDoNothingWhenThePlanIsNoLongerTheOneThatWasShown() throws Exception {
        Desk desk = desk(new Fake("em0"));
        Standing shown = desk.plan(Optional.of("em0")).standings().get(0);
        // The fake's next plan has another reason: the state has moved on.
        Done done = desk.carryOut(shown, false, "nethook apply");
        assertTrue(done.result().isEmpty());
        assertFalse(done.isAsOrdered());
    }

    @Test
    void shouldExplainWithoutAnyPlugin() throws Exception {
        Explanation explanation = desk().explain("lo0", 0);
        assertTrue(explanation.isKnown());
        assertTrue(explanation.chapters().isEmpty());
        assertFalse(desk().explain("tap9", 0).isKnown());
    }
}
