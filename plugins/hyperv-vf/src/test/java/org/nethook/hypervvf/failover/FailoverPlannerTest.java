package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;

class FailoverPlannerTest {
    private static final String MAC = "00:0d:3a:01:02:03";
    private static final Route DEFAULT = Route.defaultVia(IpAddress.parse("10.0.0.1"), "hn0");

    @Test
    @Tag("B4")
    void shouldMoveEverythingOntoTheLaggBeforeTheVfComesUp() throws Exception {
        Machine machine = new Machine(
                List.of(hn("10.0.0.4/24", "2001:db8::4/64", "fe80::1/64"), vf()), List.of(DEFAULT), true, true);
        assertEquals(
                List.of(
                        "create lagg0",
                        "set protocol of lagg0 to failover",
                        "stop dhclient on hn0",
                        "delete route default via 10.0.0.1 dev hn0",
                        "remove 10.0.0.4/24 from hn0",
                        "remove 2001:db8::4/64 from hn0",
                        "add port hn0 to lagg0",
                        "add port mlxen0 to lagg0",
                        "bring up lagg0",
                        "add 10.0.0.4/24 to lagg0",
                        "add 2001:db8::4/64 to lagg0",
                        "add route default via 10.0.0.1 dev lagg0",
                        "start dhclient on lagg0",
                        "bring up mlxen0"),
                describe(FailoverPlanner.plan(machine, "hn0", "mlxen0")));
    }

    @Test
    void shouldStartNoDhcpClientOnAStaticMachine() throws Exception {
        Machine machine = new Machine(List.of(hn("10.0.0.4/24"), vf()), List.of(DEFAULT), false, false);
        assertTrue(describe(FailoverPlanner.plan(machine, "hn0", "mlxen0")).stream()
                .noneMatch(step -> step.contains("dhclient")));
    }

    @Test
    void shouldLeaveRoutesOfOtherInterfacesAlone() throws Exception {
        Route other = new Route(IpAddress.parse("10.9.0.0"), 16, DEFAULT.gateway(), "em0");
        Machine machine = new Machine(List.of(hn("10.0.0.4/24"), vf()), List.of(other), false, false);
        assertTrue(describe(FailoverPlanner.plan(machine, "hn0", "mlxen0")).stream()
                .noneMatch(step -> step.contains("route")));
    }

    @Test
    @Tag("B6")
    void shouldOnlyAddTheVfWhenItComesBackUnderAnotherName() throws Exception {
        Netif back = netif("mlxen1", "mlxen", false);
        Machine machine = new Machine(List.of(hn(), back, lagg("lagg0", "hn0")), List.of(), false, true);
        assertEquals(
                List.of("add port mlxen1 to lagg0", "bring up mlxen1"),
                describe(FailoverPlanner.plan(machine, "hn0", "mlxen1")));
    }

    @Test
    void shouldPlanNothingWhenAllIsAsWanted() throws Exception {
        Machine machine = new Machine(
                List.of(hn(), netif("mlxen0", "mlxen", true), lagg("lagg0", "hn0", "mlxen0")), List.of(), false, true);
        assertTrue(FailoverPlanner.plan(machine, "hn0", "mlxen0").isEmpty());
    }

    @Test
    @Tag("B8")
    void shouldTakeAnotherNameWhenLagg0BelongsToSomebodyElse() throws Exception {
        Machine machine =
                new Machine(List.of(hn("10.0.0.4/24"), vf(), lagg("lagg0", "em0", "em1")), List.of(), false, false);
        assertEquals(
                "create lagg1",
                describe(FailoverPlanner.plan(machine, "hn0", "mlxen0")).get(0));
    }

    @Test
    void shouldRefuseAVfThatIsAPortOfAnotherLagg() {
        Machine machine = new Machine(List.of(hn(), vf(), lagg("lagg3", "mlxen0", "em1")), List.of(), false, false);
        assertRefused(machine, "mlxen0 is a port of lagg3, which does not hold hn0");
    }

    @Test
    @Tag("B14")
    void shouldNeverTakeABridgeWithTheMacOfHnForAVf() {
        Machine machine = new Machine(List.of(hn(), netif("mlxen0", "bridge", true)), List.of(), false, false);
        assertRefused(machine, "mlxen0 has the MAC of hn0 but is a bridge, not a VF");
    }

    @Test
    @Tag("B15")
    void shouldRefuseAVfThatIsGone() {
        assertRefused(new Machine(List.of(hn()), List.of(), false, false), "its VF mlxen0 is gone");
    }

    @Test
    void shouldRefuseAVfThatHasAnAddress() {
        Netif addressed = Netif.named("mlxen0")
                .mac(MacAddress.parse(MAC))
                .addresses(List.of(InterfaceAddress.parse("10.0.0.9/24")))
                .build();
        assertRefused(
                new Machine(List.of(hn(), addressed), List.of(), false, false),
                "mlxen0 has an address of its own, 10.0.0.9/24; a lagg would cut it off. "
                        + "Remove it, and any ifconfig_mlxen0 from rc.conf");
    }

    private static void assertRefused(Machine machine, String reason) {
        assertEquals(
                reason,
                assertThrows(RefusedException.class, () -> FailoverPlanner.plan(machine, "hn0", "mlxen0"))
                        .getMessage());
    }

    private static Netif hn(String... addresses) {
        List<InterfaceAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(InterfaceAddress.parse(address));
        }
        return Netif.named("hn0")
                .driver("hn")
                .mac(MacAddress.parse(MAC))
                .flags(1, Set.of(InterfaceFlag.UP))
                .addresses(parsed)
                .build();
    }

    private static Netif vf() {
        return netif("mlxen0", "mlxen", false);
    }

    private static Netif netif(String name, String driver, boolean up) {
        return Netif.named(name)
                .driver(driver)
                .mac(MacAddress.parse(MAC))
                .flags(up ? 1 : 0, up ? Set.of(InterfaceFlag.UP) : Set.of())
                .build();
    }

    private static Netif lagg(String name, String... ports) {
        List<LaggPort> members = new ArrayList<>();
        for (String port : ports) {
            members.add(new LaggPort(port, Set.of()));
        }
        return Netif.named(name)
                .flags(1, Set.of(InterfaceFlag.UP))
                .lagg(new Lagg(LaggProtocol.FAILOVER, members))
                .build();
    }

    private static List<String> describe(Plan plan) {
        return plan.steps().stream().map(Step::describe).toList();
    }
}
