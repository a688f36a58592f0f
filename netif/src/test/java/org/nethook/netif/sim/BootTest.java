package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;

class BootTest {
    private static TestMachine boot(String rcConf, LeaseSpec... leases) {
        return TestMachine.hyperV("14.0", rcConf, leases);
    }

    @Test
    void shouldConfigureAStaticInterfaceWithAliasesAndIpv6() throws Exception {
        String rcConf = "ifconfig_hn0=\"inet 10.0.0.4 netmask 255.255.255.0 mtu 1400\"\n"
                + "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"\n"
                + "ifconfig_hn0_alias1=\"inet6 2001:db8::5 prefixlen 64\"\n"
                + "ifconfig_hn0_ipv6=\"inet6 2001:db8::4/64\"\n"
                + "defaultrouter=\"10.0.0.1\"\nipv6_defaultrouter=\"fe80::1%hn0\"\n";
        try (TestMachine machine = boot(rcConf)) {
            assertEquals(
                    List.of("10.0.0.4/24", "2001:db8::4/64", "10.0.0.5/32", "2001:db8::5/64"),
                    machine.addresses("hn0").stream()
                            .filter(address -> !address.startsWith("fe80"))
                            .toList());
            assertEquals(1400, machine.netif("hn0").mtu());
            assertTrue(machine.routes().contains("default via 10.0.0.1 dev hn0"));
            assertTrue(machine.routes().contains("default6 via fe80::1 dev hn0"));
            assertEquals("hn0", machine.machine.pathDescription());
            assertTrue(machine.addresses("lo0").contains("127.0.0.1/8"));
        }
    }

    @Test
    void shouldLeaveAloneWhatRcConfDoesNotName() throws Exception {
        try (TestMachine machine = boot("ifconfig_em0=\"DHCP\"\n", TestMachine.LEASE)) {
            machine.run(10);
            assertFalse(machine.netif("hn0").isUp());
            assertFalse(machine.machine.platform().dhcp().isRunning("hn0"));
        }
    }

    @Test
    void shouldMakeTheLaggsThatRcConfClones() throws Exception {
        String rcConf = "cloned_interfaces=\"lagg0\"\n"
                + "ifconfig_hn0=\"up\"\n"
                + "ifconfig_lagg0=\"laggproto lacp laggport hn0 10.0.0.4/24\"\n";
        try (TestMachine machine = boot(rcConf)) {
            assertEquals(
                    LaggProtocol.LACP,
                    machine.netif("lagg0").lagg().orElseThrow().protocol());
            assertTrue(machine.netif("lagg0").lagg().orElseThrow().hasPort("hn0"));
            assertTrue(machine.addresses("lagg0").contains("10.0.0.4/24"));
        }
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> boot("ifconfig_hn0=\"inet ten\"\n"));
        assertTrue(e.getMessage().contains("ifconfig_hn0"), e.getMessage());
        assertTrue(e.getMessage().contains("\"ten\""), e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> boot("defaultrouter=\"gw\"\n"));
        assertTrue(e.getMessage().contains("defaultrouter"), e.getMessage());
    }

    @Test
    void shouldGetALeaseAfterItsDelay() throws Exception {
        try (TestMachine machine = boot(TestMachine.DHCP, TestMachine.LEASE)) {
            DhcpClients dhcp = machine.machine.platform().dhcp();
            assertTrue(dhcp.isRunning("hn0"));
            assertEquals("none: no interface has an address", machine.machine.pathDescription());
            machine.run(1);
            assertEquals(List.of("0.0.0.0/8"), machine.addresses("hn0"));
            machine.run(1);
            assertEquals(List.of("10.0.0.4/24"), machine.addresses("hn0"));
            assertTrue(machine.routes().contains("default via 10.0.0.1 dev hn0"));
            assertTrue(machine.machine.hasPath());
        }
    }

    @Test
    void shouldRunOneClientAnInterfaceAndKeepTheAddressWhenItStops() throws Exception {
        try (TestMachine machine = boot(TestMachine.DHCP, TestMachine.LEASE)) {
            DhcpClients dhcp = machine.machine.platform().dhcp();
            machine.run(3);
            machine.lines();
            dhcp.start("hn0");
            machine.run(3);
            assertEquals(List.of(), machine.lines());
            dhcp.stop("hn0");
            assertFalse(dhcp.isRunning("hn0"));
            assertTrue(machine.addresses("hn0").contains("10.0.0.4/24"));
            assertThrows(NetifException.class, () -> dhcp.start("nosuch0"));
        }
    }

    @Test
    void shouldEndAClientWhoseAddressSomebodyDeletes() throws Exception {
        try (TestMachine machine = boot(TestMachine.DHCP, TestMachine.LEASE)) {
            machine.run(3);
            machine.removeAddress("hn0", "10.0.0.4/24");
            assertFalse(machine.machine.platform().dhcp().isRunning("hn0"));
            machine.run(10);
            assertFalse(machine.addresses("hn0").contains("10.0.0.4/24"));
        }
    }

    @Test
    void shouldEndAClientWhoseInterfaceGoesDownOrAway() throws Exception {
        try (TestMachine machine = boot(TestMachine.DHCP, TestMachine.LEASE)) {
            DhcpClients dhcp = machine.machine.platform().dhcp();
            machine.control.setUp("hn0", false);
            assertFalse(dhcp.isRunning("hn0"));
            dhcp.start("hn0");
            assertTrue(machine.netif("hn0").isUp());
            machine.hardware().pull("hn0");
            assertFalse(dhcp.isRunning("hn0"));
        }
    }

    @Test
    void shouldWaitForALinkBeforeItIsAnswered() throws Exception {
        try (TestMachine machine = boot(TestMachine.DHCP, TestMachine.LEASE)) {
            machine.hardware().loseLink("hn0");
            machine.run(10);
            assertFalse(machine.addresses("hn0").contains("10.0.0.4/24"));
            machine.hardware().restoreLink("hn0");
            machine.run(1);
            assertTrue(machine.addresses("hn0").contains("10.0.0.4/24"));
        }
    }

    @Test
    void shouldGiveALaggTheLeaseOfItsFirstPort() throws Exception {
        try (TestMachine machine = boot("", TestMachine.LEASE)) {
            machine.control.setUp("hn0", true);
            machine.lagg("lagg0", "hn0");
            machine.machine.platform().dhcp().start("lagg0");
            machine.run(2);
            assertTrue(machine.addresses("lagg0").contains("10.0.0.4/24"));
        }
    }

    @Test
    void shouldDeliverLinesAfterTheSystemCallThatCausedThem() throws Exception {
        List<String> seen = new ArrayList<>();
        MachineSpec spec = new MachineSpec(
                "14.0", Map.of(), List.of(TestMachine.nic("em0", "em", TestMachine.MAC)), "", List.of());
        VirtualTime time = new VirtualTime(java.time.Instant.EPOCH);
        try (SimMachine machine = new SimMachine(spec, time)) {
            machine.onDevctl(seen::add);
            machine.boot();
            assertEquals(List.of(), seen);
            time.runUntil(Duration.ZERO);
            assertEquals("!system=IFNET subsystem=em0 type=ATTACH", seen.get(0));
            machine.hardware().devctlLine("!system=DEVFS subsystem=CDEV type=CREATE cdev=hv_kvp_dev");
            assertEquals("!system=DEVFS subsystem=CDEV type=CREATE cdev=hv_kvp_dev", seen.get(seen.size() - 1));
            assertThrows(IllegalStateException.class, machine::boot);
        }
    }

    @Test
    void shouldRefuseSpecificationsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new MachineSpec("13.0", Map.of(), List.of(), "", List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MachineSpec("14.0", Map.of("a", 1.5), List.of(), "", List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new InterfaceSpec("toolonganame0123", "em", TestMachine.MAC, 1500, true));
        assertThrows(IllegalArgumentException.class, () -> new InterfaceSpec("em0", "em", TestMachine.MAC, 71, true));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LeaseSpec(
                        TestMachine.MAC,
                        InterfaceAddress.parse("10.0.0.4/24"),
                        Optional.empty(),
                        Duration.ofSeconds(-1)));
    }

    @Test
    void shouldRefuseHardwareThatCannotBe() {
        try (TestMachine machine = boot("")) {
            Hardware hardware = machine.hardware();
            assertThrows(IllegalArgumentException.class, () -> hardware.pull("nosuch0"));
            assertThrows(IllegalArgumentException.class, () -> hardware.pull("lo0"));
            assertThrows(IllegalArgumentException.class, () -> hardware.loseLink("lo0"));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> hardware.offerVf("hn0", "mlxen", MacAddress.parse("02:00:00:00:00:09")));
            assertThrows(IllegalArgumentException.class, () -> hardware.rename("hn0", "lo0"));
            assertThrows(IllegalArgumentException.class, () -> hardware.setSysctl("kern.hostname", 1.5));
        }
    }
}
