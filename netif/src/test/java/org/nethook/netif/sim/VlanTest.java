package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Vlan;

/** vlan(4) over the FreeBSD backend, after the driver's source: recordings have it without a parent only. */
class VlanTest {
    private static TestMachine machine(String release) throws NetifException {
        TestMachine machine = TestMachine.plain(release, "em0", "em1");
        machine.control.setUp("em0", true);
        machine.control.setUp("em1", true);
        machine.control.create("vlan7");
        return machine;
    }

    private static Optional<Vlan> vlan(TestMachine machine, String name) throws NetifException {
        return machine.machine.platform().query().details(name).orElseThrow().vlan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldTakeLinkMtuAndMacOfItsParent(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            assertEquals(Optional.empty(), vlan(machine, "vlan7"));
            machine.control.setVlan("vlan7", new Vlan("em0", 7, 5));
            assertEquals(Optional.of(new Vlan("em0", 7, 5)), vlan(machine, "vlan7"));
            assertEquals(LinkState.UP, machine.netif("vlan7").linkState());
            assertEquals(machine.netif("em0").mac(), machine.netif("vlan7").mac());
            machine.hardware().loseLink("em0");
            assertEquals(LinkState.DOWN, machine.netif("vlan7").linkState());
            machine.control.clearVlan("vlan7");
            assertEquals(LinkState.UNKNOWN, machine.netif("vlan7").linkState());
            assertEquals(Optional.empty(), vlan(machine, "vlan7"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldKeepAddressesAndRoutesWhenItMovesToAnotherParent(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            machine.control.setVlan("vlan7", new Vlan("em0", 7, 5));
            machine.addAddress("vlan7", "10.7.0.4/24");
            List<String> routes = machine.routes();
            machine.control.setVlan("vlan7", new Vlan("em1", 7, 5));
            assertEquals(Optional.of(new Vlan("em1", 7, 5)), vlan(machine, "vlan7"));
            assertEquals(List.of("10.7.0.4/24"), machine.addresses("vlan7").subList(0, 1));
            assertEquals(routes, machine.routes());
            assertEquals(machine.netif("em1").mac(), machine.netif("vlan7").mac());
        }
    }

    @Test
    void shouldStayOnItsParentWhenAnotherRefusesIt() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.control.setVlan("vlan7", new Vlan("em0", 7, 5));
            machine.control.create("vlan8");
            machine.control.setVlan("vlan8", new Vlan("em1", 7, 0));
            NetifException e =
                    assertThrows(NetifException.class, () -> machine.control.setVlan("vlan7", new Vlan("em1", 7, 5)));
            assertEquals("set vlan vlan7: EEXIST (17): the parent has a VLAN of this tag already", e.getMessage());
            assertEquals(Optional.of(new Vlan("em0", 7, 5)), vlan(machine, "vlan7"));
            e = assertThrows(NetifException.class, () -> machine.control.setVlan("vlan7", new Vlan("none0", 7, 5)));
            assertEquals("set vlan vlan7: ENOENT (2): there is no interface of the parent's name", e.getMessage());
            e = assertThrows(NetifException.class, () -> machine.control.setVlan("em1", new Vlan("em0", 9, 0)));
            assertEquals("set vlan em1: EINVAL (22): it is no VLAN", e.getMessage());
            assertEquals(Optional.of(new Vlan("em0", 7, 5)), vlan(machine, "vlan7"));
        }
    }

    @Test
    void shouldNotSitOnAPortOfALagg() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.lagg("lagg0", "em0");
            NetifException e =
                    assertThrows(NetifException.class, () -> machine.control.setVlan("vlan7", new Vlan("em0", 7, 0)));
            assertEquals("set vlan vlan7: EPROTONOSUPPORT (43): the parent cannot carry VLANs", e.getMessage());
            machine.control.setVlan("vlan7", new Vlan("lagg0", 7, 0));
            assertEquals(1500, machine.netif("vlan7").mtu());
        }
    }

    @Test
    void shouldHaveAMtuNoLargerThanItsParents() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.control.create("lagg1");
            machine.control.setVlan("vlan7", new Vlan("lagg1", 7, 0));
            assertEquals(1496, machine.netif("vlan7").mtu(), "a lagg without ports has no room for a tag");
            machine.control.setVlan("vlan7", new Vlan("em0", 7, 0));
            assertEquals(1500, machine.netif("vlan7").mtu());
            assertThrows(NetifException.class, () -> machine.control.setMtu("vlan7", 1501));
            machine.control.setMtu("vlan7", 1400);
            assertEquals(1400, machine.netif("vlan7").mtu());
        }
    }

    @Test
    void shouldLoseItsParentWhenThatIsPulledAndGoWithItsName() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.control.setVlan("vlan7", new Vlan("em0", 7, 0));
            machine.hardware().rename("em0", "wan0");
            assertEquals(Optional.of(new Vlan("wan0", 7, 0)), vlan(machine, "vlan7"));
            machine.hardware().pull("wan0");
            assertEquals(Optional.empty(), vlan(machine, "vlan7"));
            machine.control.destroy("vlan7");
            machine.control.create("vlan7");
        }
    }

    @Test
    void shouldCarryThePathOfItsParent() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.control.setVlan("vlan7", new Vlan("em0", 7, 0));
            machine.addAddress("vlan7", "10.7.0.4/24");
            assertEquals("vlan7 on em0", machine.machine.pathDescription());
            machine.lagg("lagg0", "em0");
            assertEquals("none: em0 is a port of lagg0", machine.machine.pathDescription());
            machine.control.setVlan("vlan7", new Vlan("lagg0", 7, 0));
            machine.control.setUp("lagg0", true);
            assertEquals("vlan7 on lagg0 via em0", machine.machine.pathDescription());
            machine.control.clearVlan("vlan7");
            assertFalse(machine.machine.hasPath());
        }
    }

    @Test
    void shouldBeMadeByRcInEachOfItsWays() throws Exception {
        String rc = "vlans_hn0=\"100 vlan5\"\ncreate_args_vlan5=\"vlan 105\"\nifconfig_hn0_100=\"inet 10.1.0.4/24\"\n"
                + "cloned_interfaces=\"vlan6\"\nifconfig_vlan6=\"inet 10.6.0.4/24 vlan 106 vlandev hn0\"\n"
                + "ifconfig_hn0=\"up description uplink group wan\"\n";
        try (TestMachine machine = TestMachine.hyperV("14.0", rc)) {
            assertEquals(Optional.of(new Vlan("hn0", 100, 0)), vlan(machine, "hn0.100"));
            assertEquals(Optional.of(new Vlan("hn0", 105, 0)), vlan(machine, "vlan5"));
            assertEquals(Optional.of(new Vlan("hn0", 106, 0)), vlan(machine, "vlan6"));
            assertEquals("10.1.0.4/24", machine.addresses("hn0.100").get(0));
            assertEquals("vlan", machine.netif("hn0.100").driver().orElseThrow());
            assertEquals(
                    Optional.of("uplink"),
                    machine.machine
                            .platform()
                            .query()
                            .details("hn0")
                            .orElseThrow()
                            .description());
            machine.control.destroy("hn0.100");
            assertEquals(
                    List.of("hn0", "lo0", "vlan5", "vlan6"),
                    machine.machine.platform().query().list().stream()
                            .map(netif -> netif.ifName())
                            .sorted()
                            .toList());
        }
    }
}
