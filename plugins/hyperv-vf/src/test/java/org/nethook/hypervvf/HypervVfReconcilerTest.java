package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.SETTLED;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;
import static org.nethook.hypervvf.Guests.ports;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.testkit.TestHost;

/** What plan, check, status and release are told. */
class HypervVfReconcilerTest {
    private final ContextProbe probe = new ContextProbe();
    private final HypervVfReconciler reconciler = new HypervVfReconciler();

    @Test
    @Tag("B1")
    void shouldHaveNothingToDoElsewhereThanOnHyperv() throws Exception {
        try (TestHost host = TestHost.with(reconciler, probe)
                .mayRead("kern.vm_guest")
                .sysctl("kern.vm_guest", "kvm")
                .interfaceNamed("em0", "em", Guests.MAC)
                .boot()) {
            PluginContext context = probe.of(host);
            assertEquals(List.of(), reconciler.interfaces(context));
            assertEquals(
                    Proposal.Kind.NOT_MINE, reconciler.reconcile("em0", context).kind());
            assertEquals(
                    Proposal.Kind.NOT_MINE, reconciler.release("em0", context).kind());
            assertEquals(List.of(), reconciler.facts("em0", context));
        }
    }

    @Test
    @Tag("E8")
    void shouldProposeTheLaggBeforeTheDelayIsOverAndNothingAfterIt() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            PluginContext context = probe.of(host);
            assertEquals(List.of("hn0"), reconciler.interfaces(context));
            assertEquals(
                    Proposal.Kind.AS_WANTED,
                    reconciler.reconcile("hn0", context).kind());
            offer(host, "mce0");
            advance(host, 1);
            assertEquals(
                    Proposal.Kind.CHANGE, reconciler.reconcile("hn0", context).kind());
            assertFalse(Guests.fact(host, probe, "waits until").isEmpty());
            host.advance(SETTLED);
            for (String name : List.of("hn0", "mce0", "lagg0")) {
                assertEquals(
                        Proposal.Kind.AS_WANTED,
                        reconciler.reconcile(name, context).kind(),
                        name);
            }
            assertEquals("", Guests.fact(host, probe, "waits until"));
            assertEquals("lagg0 (failover of hn0, mce0)", Guests.fact(host, probe, "lagg"));
            assertEquals("mce0 (VF)", Guests.fact(host, probe, "traffic"));
        }
    }

    @Test
    @Tag("B16")
    void shouldLeaveAHeldHnAloneAndSaySoOnceAVf() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            PluginContext context = probe.of(host);
            offer(host, "mce0");
            host.advance(SETTLED);
            reconciler.hold("lagg0", true, context);
            Proposal release = reconciler.release("hn0", context);
            assertTrue(context.apply(release.plan()).isAsWanted());
            advance(host, 60);
            assertEquals(List.of("hn0", "lo0", "mce0"), Guests.names(host));
            assertEquals(List.of("10.0.0.4/24"), Guests.ipv4(host, "hn0"));
            int plans = host.plans().size();

            host.hardware().devctlLine("!system=ETHERNET subsystem=mce0 type=IFATTACH");
            host.hardware().devctlLine("!system=HYPERV_NIC_VF subsystem=hn0 type=VF_UP");
            advance(host, 60);
            host.hardware().revokeVf("mce0");
            offer(host, "mce1");
            advance(host, 60);
            assertEquals(plans, host.plans().size());
            assertEquals(
                    List.of(
                            "VF mce0 of hn0 is left alone: an operator released hn0; \"nethook release --undo hn0\""
                                    + " ends that",
                            "VF mce1 of hn0 is left alone: an operator released hn0; \"nethook release --undo hn0\""
                                    + " ends that"),
                    notes(host).stream()
                            .filter(note -> note.contains("left alone"))
                            .toList());
            assertEquals(
                    Proposal.Kind.AS_WANTED,
                    reconciler.reconcile("hn0", context).kind());
            assertFalse(Guests.fact(host, probe, "released").isEmpty());

            reconciler.hold("hn0", false, context);
            assertEquals(
                    Proposal.Kind.CHANGE, reconciler.reconcile("hn0", context).kind());
            host.hardware().devctlLine("!system=ETHERNET subsystem=hn0 type=IFATTACH");
            host.advance(SETTLED);
            assertEquals(List.of("hn0", "mce1"), ports(host, "lagg0"));
        }
    }

    @Test
    @Tag("B4")
    @Tag("B16")
    void shouldBeInOrderAtOnceWhenTheHoldIsLifted() throws Exception {
        try (TestHost host = Guests.dhcp(probe).boot()) {
            PluginContext context = probe.of(host);
            advance(host, 30);
            offer(host, "mce0");
            host.advance(SETTLED);
            advance(host, 60);
            reconciler.hold("hn0", true, context);
            assertTrue(context.apply(reconciler.release("hn0", context).plan()).isAsWanted());
            advance(host, 120);
            assertEquals(List.of("hn0", "lo0", "mce0"), Guests.names(host));

            reconciler.hold("hn0", false, context);
            Proposal proposal = reconciler.reconcile("hn0", context);
            assertEquals(Proposal.Kind.CHANGE, proposal.kind());
            assertTrue(context.apply(proposal.plan()).isAsWanted());
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
            assertEquals(
                    Proposal.Kind.AS_WANTED,
                    reconciler.reconcile("hn0", context).kind());
            advance(host, 120);
            assertEquals(
                    Proposal.Kind.AS_WANTED,
                    reconciler.reconcile("hn0", context).kind());
            assertEquals(List.of("10.0.0.4/24"), Guests.ipv4(host, "lagg0"));
            assertEquals("", Guests.fact(host, probe, "released"));
            assertEquals(List.of(), Guests.alarms(host));
            assertTrue(host.machine().hasPath());
        }
    }

    @Test
    @Tag("A10")
    void shouldAnswerForARenamedHnByItsNewNameAndItsDevice() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            PluginContext context = probe.of(host);
            host.hardware().rename("hn0", "wan0");
            advance(host, 1);
            reconciler.hold("wan0", true, context);
            assertEquals(List.of("wan0"), reconciler.interfaces(context));
            assertEquals(
                    "hn0",
                    new HypervVfReconciler()
                            .facts("wan0", context).stream()
                                    .filter(fact -> fact.name().equals("device"))
                                    .findFirst()
                                    .orElseThrow()
                                    .value());
            host.hardware().rename("wan0", "lan0");
            assertTrue(
                    reconciler.reconcile("lan0", context).reason().startsWith("an operator released lan0"),
                    "held by its device, not its name");
        }
    }
}
