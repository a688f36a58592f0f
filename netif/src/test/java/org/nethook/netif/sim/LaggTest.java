package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;

/** What b_lagg and e2_failover_hwlink of the recordings show, on the simulated kernel. */
@Tag("K")
class LaggTest {
    private static final MacAddress FIRST = MacAddress.parse("02:00:00:00:00:01");
    private static final MacAddress SECOND = MacAddress.parse("02:00:00:00:00:02");

    private final TestMachine machine = TestMachine.plain("14.0", "em0", "em1", "em2");

    @AfterEach
    void close() {
        machine.close();
    }

    private static void refused(String errno, Executable call) {
        NetifException e = assertThrows(NetifException.class, call);
        assertEquals(errno, e.errno().orElseThrow().name(), e.getMessage());
    }

    private List<String> ports(String lagg) throws NetifException {
        List<String> result = new ArrayList<>();
        for (LaggPort port : machine.netif(lagg).lagg().orElseThrow().ports()) {
            Set<LaggPort.Flag> flags = new TreeSet<>(port.flags());
            result.add(port.ifName() + flags);
        }
        return result;
    }

    private void up(String... names) throws NetifException {
        for (String name : names) {
            machine.control.setUp(name, true);
        }
    }

    @Test
    void shouldAnnounceALaggThatComesAndGoes() throws Exception {
        machine.lines();
        machine.control.create("lagg0");
        assertEquals(List.of("IFNET lagg0 ATTACH", "ETHERNET lagg0 IFATTACH"), machine.lines());
        assertEquals(
                LaggProtocol.FAILOVER,
                machine.netif("lagg0").lagg().orElseThrow().protocol());
        assertEquals(LinkState.UNKNOWN, machine.netif("lagg0").linkState());
        machine.control.destroy("lagg0");
        assertEquals(List.of("IFNET lagg0 DETACH"), machine.lines());
    }

    @Test
    void shouldRefuseToMakeWhatExistsOrHasABadUnit() throws Exception {
        machine.control.create("lagg0");
        refused("EEXIST", () -> machine.control.create("lagg0"));
        for (String bad : List.of("lagg07", "lagg-1", "lagg9999999999", "lagg0x", "lag0", "LAGG3", "foo0")) {
            refused("EINVAL", () -> machine.control.create(bad));
        }
        refused("ENOSPC", () -> machine.control.create("lagg32768"));
        refused("ENXIO", () -> machine.control.destroy("lagg1"));
        refused("EINVAL", () -> machine.control.destroy("lo0"));
        refused("EINVAL", () -> machine.control.destroy("em0"));
    }

    @Test
    void shouldKeepAUnitTakenWhileItsLaggHasAnotherName() throws Exception {
        machine.control.create("lagg0");
        machine.hardware().rename("lagg0", "bond0");
        refused("EEXIST", () -> machine.control.create("lagg0"));
        machine.control.create("lagg");
        assertTrue(machine.machine.platform().query().find("lagg1").isPresent());
    }

    @Test
    void shouldRefusePortsThatCannotBe() throws Exception {
        machine.lagg("lagg0", "em0");
        machine.control.create("lagg1");
        refused("EEXIST", () -> machine.control.addLaggPort("lagg0", "em0"));
        refused("EBUSY", () -> machine.control.addLaggPort("lagg1", "em0"));
        refused("EINVAL", () -> machine.control.addLaggPort("lagg0", "nosuch0"));
        refused("EPROTONOSUPPORT", () -> machine.control.addLaggPort("lagg0", "lo0"));
        refused("EINVAL", () -> machine.control.addLaggPort("lagg0", "lagg0"));
        refused("EINVAL", () -> machine.control.addLaggPort("lagg0", "lagg1"));
        refused("EINVAL", () -> machine.control.addLaggPort("em1", "em2"));
        refused("ENXIO", () -> machine.control.addLaggPort("lagg9", "em2"));
        refused("ENOENT", () -> machine.control.removeLaggPort("lagg0", "em1"));
        refused("EINVAL", () -> machine.control.removeLaggPort("lagg0", "nosuch0"));
        refused("EINVAL", () -> machine.control.setLaggProtocol("em0", LaggProtocol.LACP));
    }

    @Test
    void shouldListPortsByIndexAndMarkTheFirstAddedOnly() throws Exception {
        up("em0", "em1");
        machine.lagg("lagg0", "em1", "em0");
        assertEquals(List.of("em0[]", "em1[MASTER, ACTIVE]"), ports("lagg0"));
        machine.control.removeLaggPort("lagg0", "em1");
        machine.control.addLaggPort("lagg0", "em1");
        assertEquals(List.of("em0[MASTER, ACTIVE]", "em1[]"), ports("lagg0"));
    }

    @Test
    void shouldChooseThePrimaryThenTheNextThenTheFirstUsable() throws Exception {
        machine.lagg("lagg0", "em1", "em0", "em2");
        assertEquals(List.of("em0[]", "em1[MASTER]", "em2[]"), ports("lagg0"));
        up("em0", "em1", "em2");
        assertEquals(List.of("em0[]", "em1[MASTER, ACTIVE]", "em2[]"), ports("lagg0"));
        machine.hardware().loseLink("em1");
        assertEquals(List.of("em0[]", "em1[MASTER]", "em2[ACTIVE]"), ports("lagg0"));
        machine.control.setUp("em2", false);
        assertEquals(List.of("em0[ACTIVE]", "em1[MASTER]", "em2[]"), ports("lagg0"));
        machine.hardware().restoreLink("em1");
        assertEquals(List.of("em0[]", "em1[MASTER, ACTIVE]", "em2[]"), ports("lagg0"));
    }

    @Test
    void shouldTakeMacAndMtuOfItsFirstPortAndGiveThemToTheOthers() throws Exception {
        machine.control.setMtu("em0", 1400);
        machine.lagg("lagg0", "em0", "em1");
        assertEquals(FIRST, machine.netif("lagg0").mac().orElseThrow());
        assertEquals(FIRST, machine.netif("em1").mac().orElseThrow());
        assertEquals(1400, machine.netif("lagg0").mtu());
        assertEquals(1400, machine.netif("em1").mtu());
        refused("EINVAL", () -> machine.control.setMtu("em1", 1300));
        machine.control.setMtu("lagg0", 1300);
        assertEquals(1300, machine.netif("em1").mtu());
    }

    @Test
    void shouldChangeItsMacWhenThePrimaryGoes() throws Exception {
        machine.lagg("lagg0", "em0", "em1");
        machine.control.removeLaggPort("lagg0", "em0");
        assertEquals(SECOND, machine.netif("lagg0").mac().orElseThrow());
        assertEquals(SECOND, machine.netif("em1").mac().orElseThrow());
        assertEquals(FIRST, machine.netif("em0").mac().orElseThrow());
        assertEquals(List.of("em1[MASTER]"), ports("lagg0"));
    }

    @Test
    void shouldKeepItsAddressesButNoMacAndLinkWhenItsLastPortGoes() throws Exception {
        up("em0");
        machine.lagg("lagg0", "em0");
        machine.addAddress("lagg0", "10.1.0.4/24");
        machine.lines();
        machine.control.removeLaggPort("lagg0", "em0");
        assertEquals(List.of("IFNET lagg0 LINK_DOWN"), machine.lines());
        assertTrue(machine.netif("lagg0").mac().isEmpty());
        assertTrue(machine.addresses("lagg0").contains("10.1.0.4/24"));
    }

    @Test
    void shouldTakeTheIpv6AddressesOfAPortEvenWhenItRefusesIt() throws Exception {
        machine.addAddress("em0", "2001:db8::4/64");
        machine.addAddress("em1", "2001:db8:1::4/64");
        machine.lagg("lagg0", "em0");
        assertEquals(List.of(), machine.addresses("em0"));
        machine.control.create("lagg1");
        machine.control.addLaggPort("lagg1", "em1");
        machine.addAddress("em1", "2001:db8:1::4/64");
        machine.control.addAddress("em1", org.nethook.api.netif.InterfaceAddress.parse("fe80::7/64"));
        refused("EBUSY", () -> machine.control.addLaggPort("lagg0", "em1"));
        assertEquals(List.of(), machine.addresses("em1"));
    }

    @Test
    void shouldSayNothingOfAFailoverWhileItHasLink() throws Exception {
        up("em0", "em1");
        machine.lagg("lagg0", "em0", "em1");
        machine.lines();
        machine.hardware().loseLink("em0");
        assertEquals(List.of("IFNET em0 LINK_DOWN"), machine.lines());
        machine.hardware().loseLink("em1");
        assertEquals(List.of("IFNET em1 LINK_DOWN", "IFNET lagg0 LINK_DOWN"), machine.lines());
        machine.hardware().restoreLink("em1");
        assertEquals(List.of("IFNET em1 LINK_UP", "IFNET lagg0 LINK_UP"), machine.lines());
    }

    @Test
    void shouldLoseAPortThatIsPulledOut() throws Exception {
        up("em0", "em1");
        machine.lagg("lagg0", "em0", "em1");
        machine.lines();
        machine.hardware().pull("em0");
        assertEquals(List.of("IFNET em0 DETACH"), machine.lines());
        assertEquals(List.of("em1[MASTER, ACTIVE]"), ports("lagg0"));
        machine.hardware().pull("em1");
        assertEquals(List.of("IFNET lagg0 LINK_DOWN", "IFNET em1 DETACH"), machine.lines());
        refused("EINVAL", () -> machine.control.removeLaggPort("lagg0", "em1"));
    }

    @Test
    void shouldGivePortsBackWhenItIsDestroyed() throws Exception {
        up("em0");
        machine.lagg("lagg0", "em0", "em1");
        machine.addAddress("lagg0", "10.1.0.4/24");
        machine.lines();
        machine.control.destroy("lagg0");
        assertEquals(
                List.of(
                        "IFNET lagg0 LINK_DOWN",
                        "IFNET lagg0 ADDR_DEL address=10.1.0.4",
                        "IFNET lagg0 ADDR_DEL address=10.1.0.4",
                        "IFNET lagg0 DETACH"),
                machine.lines().stream().filter(line -> !line.contains("fe80")).toList());
        assertEquals(SECOND, machine.netif("em1").mac().orElseThrow());
        machine.lagg("lagg1", "em1");
    }

    @Test
    void shouldMarkEveryUsablePortActiveInOtherProtocols() throws Exception {
        up("em0");
        machine.lagg("lagg0", "em0", "em1");
        machine.control.setLaggProtocol("lagg0", LaggProtocol.ROUNDROBIN);
        assertEquals(List.of("em0[ACTIVE]", "em1[]"), ports("lagg0"));
    }
}
