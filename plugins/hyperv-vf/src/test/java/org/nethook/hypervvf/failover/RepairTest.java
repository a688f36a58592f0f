package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;

/** Whatever part of a lagg is there, by a crash or by base's scripts, the rest follows from the state. */
class RepairTest {
    private static final String[] STATIC = {
        "ifconfig_hn0=\"inet 10.0.0.4/24\"",
        "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"",
        "ifconfig_hn0_ipv6=\"inet6 2001:db8::4/64\"",
        "defaultrouter=\"10.0.0.1\"",
        "ipv6_defaultrouter=\"2001:db8::1\""
    };
    private static final String[] DHCP = {"ifconfig_hn0=\"SYNCDHCP\""};

    @ParameterizedTest
    @ValueSource(strings = {"static", "dhcp"})
    @Tag("B9")
    void shouldFinishALaggThatWasLeftAfterAnyOfItsSteps(String kind) throws Exception {
        String[] rcConf = kind.equals("static") ? STATIC : DHCP;
        String whole;
        int steps;
        try (Guest guest = Guest.with(rcConf).boot().offerVf("mlxen0")) {
            steps = guest.reconcile("hn0", "mlxen0").plan().steps().size();
            guest.applyReconcile("hn0", "mlxen0");
            whole = state(guest);
        }
        assertTrue(steps > 10, "steps: " + steps);
        for (int done = 0; done <= steps; done++) {
            try (Guest guest = Guest.with(rcConf).boot().offerVf("mlxen0")) {
                leaveAfter(guest, done);
                assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted(), "after " + done);
                assertEquals(whole, state(guest), "after " + done);
                assertEquals(List.of(), Guest.steps(guest.reconcile("hn0", "mlxen0")), "after " + done);
            }
        }
    }

    @Test
    @Tag("B9")
    void shouldClearALaggAwayThatWasBegunForAVfThatLeft() throws Exception {
        for (int done = 1; done <= 9; done++) {
            try (Guest guest = Guest.with(STATIC).boot().offerVf("mlxen0")) {
                String before = guest.carried("hn0");
                leaveAfter(guest, done);
                guest.host().hardware().revokeVf("mlxen0");
                guest.host().advance(java.time.Duration.ofSeconds(10));
                boolean taken = guest.netif("lagg0").lagg().orElseThrow().hasPort("hn0");
                guest.applyReconcile("hn0", "");
                assertEquals(List.of(), Guest.steps(guest.reconcile("hn0", "")), "after " + done);
                if (!taken && guest.details("hn0").groups().contains("all")) {
                    boolean marked = guest.host().netif("lagg0").isPresent();
                    assertTrue(done > 2 ? !marked : marked, "after " + done);
                    assertEquals(before, guest.carried("hn0"), "after " + done);
                }
            }
        }
    }

    @Test
    void shouldFinishWhatBasesScriptLeftUndone() throws Exception {
        try (Guest guest = Guest.with(STATIC).boot().offerVf("mlxen0")) {
            NetifControl control = guest.host().machine().control();
            control.setUp("mlxen0", true);
            control.create("lagg0");
            control.addLaggPort("lagg0", "hn0");
            control.addLaggPort("lagg0", "mlxen0");
            control.removeAddress("hn0", InterfaceAddress.parse("10.0.0.4/24"));
            control.removeAddress("hn0", InterfaceAddress.parse("10.0.0.5/32"));
            control.addAddress("lagg0", InterfaceAddress.parse("10.0.0.4/24"));
            assertFalse(guest.host().machine().hasPath());
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(List.of("10.0.0.4/24", "10.0.0.5/32", "2001:db8::4/64"), guest.addresses("lagg0"));
            assertEquals(
                    List.of("default via 10.0.0.1 dev lagg0", "default6 via 2001:db8::1 dev lagg0"), guest.routes());
            assertTrue(guest.host().machine().hasPath());
            assertEquals(List.of(), Guest.steps(guest.reconcile("hn0", "mlxen0")));
        }
    }

    private static void leaveAfter(Guest guest, int done) throws NetifException {
        StepTarget target = new StepTarget(
                guest.host().machine().netif(),
                guest.host().machine().control(),
                guest.host().machine().dhcp());
        List<Step> steps = guest.reconcile("hn0", "mlxen0").plan().steps();
        for (int i = 0; i < done; i++) {
            assertEquals(Optional.empty(), steps.get(i).obstacle(target));
            steps.get(i).apply(target);
            assertTrue(steps.get(i).isDone(target), steps.get(i).describe());
        }
    }

    private static String state(Guest guest) throws NetifException {
        return guest.carried("lagg0") + "\n" + guest.carried("hn0") + "\n" + guest.carried("mlxen0") + "\n"
                + guest.host().machine().pathDescription();
    }
}
