package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.testkit.TestMachine;

/** No two neighbouring steps could change places and leave the machine without a path for a shorter time. */
class OrderTest {

    @ParameterizedTest
    @CsvSource({
        "join, 14.0, DHCP",
        "join, 12.1, DHCP",
        "join, 14.0, inet 10.0.0.4/24 mtu 9000",
        "join, 12.1, inet 10.0.0.4/24",
        "release, 14.0, DHCP",
        "release, 12.1, inet 10.0.0.4/24"
    })
    @Tag("B4")
    void shouldHaveNoBetterNeighbour(String way, String release, String settings) throws Exception {
        int steps;
        int gap;
        String goal;
        try (Guest guest = guest(way, release, settings)) {
            List<Step> plan = plan(guest, way);
            steps = plan.size();
            gap = gap(guest, plan).orElseThrow();
            goal = state(guest, way);
        }
        assertTrue(gap > 0, "the gap that cannot be avoided was not seen");
        int valid = 0;
        for (int first = 0; first + 1 < steps; first++) {
            try (Guest guest = guest(way, release, settings)) {
                List<Step> plan = new ArrayList<>(plan(guest, way));
                Collections.swap(plan, first, first + 1);
                OptionalInt other = gap(guest, plan);
                if (other.isPresent() && goal.equals(state(guest, way))) {
                    valid++;
                    assertTrue(
                            other.getAsInt() >= gap,
                            plan.get(first).describe() + " before "
                                    + plan.get(first + 1).describe() + " is better: " + other + " " + gap);
                }
            }
        }
        assertTrue(valid > 0, "no swap was valid, so nothing was compared");
    }

    /** FreeBSD 12.1 gives an interface whose IPv6 is switched on a link-local address at once, a port too: the lagg's own. */
    @Test
    @Tag("B5")
    void shouldSwitchOffIpv6OfTheHnWhileItIsNoPort() throws Exception {
        try (Guest guest = guest("join", "12.1", "inet 10.0.0.4/24")) {
            StepTarget target = target(guest);
            Deque<Step> done = new ArrayDeque<>();
            for (Step step : plan(guest, "join")) {
                step.apply(target);
                done.push(step);
                assertFalse(isPortWithLinkLocal(guest), "after: " + step.describe());
            }
            while (!done.isEmpty()) {
                Step undo = done.pop().undo().orElseThrow();
                undo.apply(target);
                assertFalse(isPortWithLinkLocal(guest), "after undoing: " + undo.describe());
            }
            assertTrue(guest.hasLinkLocal("hn0"));
        }
        try (Guest guest = guest("join", "12.1", "inet 10.0.0.4/24")) {
            StepTarget target = target(guest);
            Step switchOff = new AttributeStep.ChangeNd6("hn0", Set.of(Nd6Flag.IFDISABLED), Set.of());
            for (Step step : plan(guest, "join")) {
                step.apply(target);
            }
            switchOff.undo().orElseThrow().apply(target);
            assertTrue(isPortWithLinkLocal(guest), "the other order would do as well");
        }
    }

    private static boolean isPortWithLinkLocal(Guest guest) throws NetifException {
        return guest.host().netif("lagg0").isPresent()
                && guest.netif("lagg0").lagg().orElseThrow().hasPort("hn0")
                && guest.hasLinkLocal("hn0");
    }

    private static StepTarget target(Guest guest) {
        TestMachine machine = guest.host().machine();
        return new StepTarget(machine.netif(), machine.control(), machine.dhcp());
    }

    private static Guest guest(String way, String release, String settings) {
        Guest guest = Guest.with(
                        "ifconfig_hn0=\"" + settings + "\"",
                        settings.equals("DHCP") ? "" : "defaultrouter=\"10.0.0.1\"",
                        "ifconfig_hn0_alias0=\"inet 10.0.0.7/32\"",
                        "ifconfig_hn0_ipv6=\"inet6 2001:db8::4/64\"")
                .release(release)
                .boot()
                .offerVf("mlxen0");
        if (way.equals("release")) {
            guest.applyReconcile("hn0", "mlxen0");
        }
        return guest;
    }

    private static List<Step> plan(Guest guest, String way) {
        return (way.equals("join") ? guest.reconcile("hn0", "mlxen0") : guest.release("hn0"))
                .plan()
                .steps();
    }

    /** After how many kernel calls there is no path; empty when a step cannot be applied where it stands. */
    private static OptionalInt gap(Guest guest, List<Step> steps) {
        StepTarget target = target(guest);
        int[] gap = new int[1];
        guest.host()
                .machine()
                .afterEachCall(() -> gap[0] += guest.host().machine().hasPath() ? 0 : 1);
        for (Step step : steps) {
            try {
                if (step.obstacle(target).isPresent()) {
                    return OptionalInt.empty();
                }
                step.apply(target);
                if (!step.isDone(target)) {
                    return OptionalInt.empty();
                }
            } catch (NetifException e) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(gap[0]);
    }

    private static String state(Guest guest, String way) throws NetifException {
        return way.equals("join") ? guest.carried("lagg0") + guest.carried("hn0") : guest.carried("hn0");
    }
}
