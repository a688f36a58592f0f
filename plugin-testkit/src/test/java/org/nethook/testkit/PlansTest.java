package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.testkit.fault.Fault;
import org.nethook.testkit.fault.SystemCall;

/** Plans: applied, undone, only shown. */
class PlansTest {
    private static final int ENOSPC = 28;
    private static final Plan PLAN = new Plan(
            "lagg0",
            "a lagg of em0",
            List.of(
                    new InterfaceStep.Create("lagg0"),
                    new LaggStep.SetProtocol("lagg0", LaggProtocol.FAILOVER, LaggProtocol.NONE),
                    new LaggStep.AddPort("lagg0", "em0")));
    private static final List<String> STEPS =
            List.of("create lagg0", "set protocol of lagg0 to failover", "add port em0 to lagg0");

    private final ProbeCommand applying = new ProbeCommand((arguments, out, context) -> {
        out.print(context.apply(PLAN).outcome());
        return 0;
    });

    private TestHostBuilder machine() {
        return TestHost.with(applying).mayControl("lagg*, em0").interfaceNamed("em0", "em", "00:00:5e:00:53:01");
    }

    @Test
    void shouldApplyAPlanStepByStep() throws Exception {
        try (TestHost host = machine().boot()) {
            assertEquals("APPLIED", host.run("probe").out());

            assertEquals(List.of(PLAN), host.plans());
            assertEquals(List.of("a lagg of em0"), host.texts(Told.Kind.PLAN));
            assertEquals(STEPS, host.texts(Told.Kind.STEP));
            assertTrue(host.netif("lagg0").flatMap(Netif::lagg).orElseThrow().hasPort("em0"));
        }
    }

    @Test
    void shouldUndoAPlanWhoseStepTheKernelRefuses() throws Exception {
        try (TestHost host = machine().boot()) {
            host.hardware().pull("em0");
            assertEquals("UNDONE", host.run("probe").out());

            assertEquals(STEPS.subList(0, 2), host.texts(Told.Kind.STEP));
            assertTrue(host.texts(Told.Kind.STEP_FAILED).get(0).startsWith("add port em0 to lagg0: "));
            assertEquals("destroy lagg0", last(host.texts(Told.Kind.STEP_UNDONE)));
            assertTrue(host.netif("lagg0").isEmpty());
        }
    }

    @Test
    void shouldFailTheSystemCallThatTheTestPicks() throws Exception {
        try (TestHost host =
                machine().failing(Fault.of(SystemCall.IOCTL, 1, ENOSPC)).boot()) {
            assertEquals("UNDONE", host.run("probe").out());
            assertTrue(host.texts(Told.Kind.STEP_FAILED).get(0).startsWith("create lagg0: create lagg0: ENOSPC (28)"));

            assertEquals("APPLIED", host.run("probe").out(), "the fault is used up");
        }
    }

    @Test
    void shouldLetSomethingHappenJustBeforeACall() throws Exception {
        try (TestHost host = machine().boot()) {
            host.systemCalls().before(1, () -> host.hardware().pull("em0"));
            assertEquals("UNDONE", host.run("probe").out());

            assertTrue(host.netif("em0").isEmpty());
            assertEquals(0, host.systemCalls().failed());
        }
    }

    @Test
    void shouldTellThatAPlanIsPendingAndWhatTheHistorySays() {
        Probe listener = new Probe(EventFilter.of(EventType.LINK_DOWN), (event, context) -> context.apply(PLAN));
        try (TestHost host = TestHost.with(listener)
                .mayControl("lagg*, em0")
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .rcConf("ifconfig_em0=\"up\"")
                .boot()) {
            assertFalse(host.history().contains("a lagg of em0"), host.history());
            host.crashAfterSteps(1);
            host.hardware().loseLink("em0");
            host.advance(Duration.ZERO);
            assertTrue(host.hasPendingPlan());

            host.restart();
            host.advance(Duration.ZERO);
            assertFalse(host.hasPendingPlan());
            assertTrue(host.history().contains("a lagg of em0"), host.history());
        }
    }

    @Test
    void shouldLeaveTheTestsOwnQueriesAlone() throws Exception {
        try (TestHost host = machine().boot()) {
            host.run("probe");
            int calls = host.systemCalls().count();
            assertTrue(calls > 0);
            host.systemCalls().fail(Fault.any(1, ENOSPC).fromThenOn());

            assertTrue(host.netif("lagg0").isPresent());
            assertEquals(calls, host.systemCalls().count());
            assertEquals(0, host.systemCalls().failed());
        }
    }

    @Test
    void shouldCloseWhatThePluginOpened() {
        TestHost host = machine().boot();
        host.run("probe");
        assertTrue(host.systemCalls().openDescriptors().size() > 0);
        host.close();
        assertEquals(0, host.systemCalls().openDescriptors().size());
    }

    @Test
    void shouldOnlyShowAPlanInADryRun() throws Exception {
        try (TestHost host = machine().dryRun().boot()) {
            assertEquals("SHOWN", host.run("probe").out());

            assertEquals(List.of(PLAN), host.plans());
            assertEquals(List.of("a lagg of em0"), host.texts(Told.Kind.PLAN));
            assertEquals(List.of(), host.texts(Told.Kind.STEP));
            assertTrue(host.netif("lagg0").isEmpty());
        }
    }

    private static String last(List<String> texts) {
        return texts.get(texts.size() - 1);
    }
}
