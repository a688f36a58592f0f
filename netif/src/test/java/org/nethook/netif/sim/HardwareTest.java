package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.freebsd.abi.ByteMemory;

/** What scenarios need of hardware and administrators beside plugging and pulling. */
class HardwareTest {
    private static TestMachine transparent(String release) {
        return TestMachine.boot(new MachineSpec(
                release,
                Map.of("hw.hn.vf_transparent", 1),
                List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC)),
                TestMachine.STATIC,
                List.of()));
    }

    @Tag("B11")
    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldOfferAVfThatRefusesALargeMtu(String release) throws Exception {
        try (TestMachine machine = TestMachine.hyperV(release, TestMachine.STATIC)) {
            machine.control.setMtu("hn0", 9000);
            machine.hardware().offerVf("mlxen0", "mlxen", TestMachine.MAC, 1500);
            machine.lagg("lagg0", "hn0");
            assertEquals(9000, machine.netif("lagg0").mtu());
            NetifException e = assertThrows(NetifException.class, () -> machine.control.addLaggPort("lagg0", "mlxen0"));
            assertEquals("EINVAL (22)", e.errno().orElseThrow().toString());
            assertEquals(1500, machine.netif("mlxen0").mtu());
            machine.control.setMtu("lagg0", 1500);
            machine.control.addLaggPort("lagg0", "mlxen0");
            assertThrows(NetifException.class, () -> machine.control.setMtu("lagg0", 9000));
            assertEquals(1500, machine.netif("hn0").mtu(), "put back when the other port refused");
        }
    }

    @Tag("B3")
    @Test
    void shouldCarryOnWithoutATransparentVfThatFailed() throws Exception {
        try (TestMachine machine = transparent("14.0")) {
            machine.hardware().offerVf("mlxen0", "mlxen", TestMachine.MAC);
            machine.run(3);
            assertEquals(
                    1,
                    machine.machine
                            .platform()
                            .sysctl()
                            .integer("dev.hn.0.vf_xpnt_enabled")
                            .orElseThrow());
            assertEquals("hn0 via mlxen0", machine.machine.pathDescription());
            machine.hardware().failVf("mlxen0");
            assertEquals(
                    0,
                    machine.machine
                            .platform()
                            .sysctl()
                            .integer("dev.hn.0.vf_xpnt_enabled")
                            .orElseThrow());
            assertEquals("mlxen0:hn0", machine.sysctl("hw.hn.vfmap"));
            assertEquals("hn0", machine.machine.pathDescription());
            machine.hardware().recoverVf("mlxen0");
            assertEquals("hn0 via mlxen0", machine.machine.pathDescription());
            assertThrows(
                    IllegalArgumentException.class, () -> machine.hardware().failVf("hn0"));
        }
    }

    @Tag("B3")
    @Test
    void shouldNotUseATransparentVfThatFailedBeforeItWasTried() throws Exception {
        try (TestMachine machine = transparent("12.1")) {
            machine.hardware().offerVf("mlxen0", "mlxen", TestMachine.MAC);
            machine.hardware().failVf("mlxen0");
            machine.run(60);
            assertEquals("hn0", machine.machine.pathDescription());
            machine.hardware().recoverVf("mlxen0");
            assertEquals("hn0 via mlxen0", machine.machine.pathDescription());
        }
    }

    @Tag("B14")
    @Test
    void shouldMapOnlyWhatHadTheMacWhenItAttached() throws Exception {
        try (TestMachine machine = TestMachine.hyperV("14.0", TestMachine.STATIC)) {
            machine.hardware().create("bridge0");
            machine.hardware().create("epair0");
            machine.hardware().setMac("bridge0", TestMachine.MAC);
            assertEquals("", machine.sysctl("hw.hn.vfmap"), "nobody looks when a MAC is set");
            machine.hardware().plugIn(TestMachine.nic("em0", "em", TestMachine.MAC));
            assertEquals("em0:hn0", machine.sysctl("hw.hn.vfmap"), "any Ethernet interface passes for a VF");
            machine.hardware().destroy("epair0a");
            assertThrows(
                    IllegalArgumentException.class, () -> machine.hardware().destroy("em0"));
            assertThrows(
                    IllegalArgumentException.class, () -> machine.hardware().create("nosuch0"));
        }
    }

    @Tag("B14")
    @Test
    void shouldSwitchTheDatapathToABridgeWithTheMacThatComesUp() throws Exception {
        try (TestMachine machine = TestMachine.hyperV("14.0", TestMachine.STATIC)) {
            machine.hardware().create("bridge0");
            machine.hardware().setMac("bridge0", TestMachine.MAC);
            machine.lines();
            machine.control.setUp("bridge0", true);
            assertTrue(machine.lines().contains("HYPERV_NIC_VF hn0 VF_UP"));
            assertEquals("bridge0", machine.sysctl("dev.hn.0.rxvf"));
            assertEquals("", machine.sysctl("dev.hn.0.vf"));
        }
    }

    @Test
    void shouldKeepRoutesOfTablesApart() throws Exception {
        MachineSpec spec = new MachineSpec(
                "14.0",
                Map.of("net.fibs", 2),
                List.of(TestMachine.nic("em0", "em", TestMachine.MAC)),
                "ifconfig_em0=\"inet 10.0.0.4/24 fib 1\"\ndefaultrouter=\"10.0.0.1\"\n",
                List.of());
        try (TestMachine machine = TestMachine.boot(spec)) {
            assertEquals(2, machine.machine.platform().query().fibs());
            assertEquals(
                    1,
                    machine.machine
                            .platform()
                            .query()
                            .details("em0")
                            .orElseThrow()
                            .fib());
            Route other = Route.defaultVia(IpAddress.parse("10.0.0.9"), "em0");
            machine.control.addRoute(other, 1);
            assertTrue(machine.routes().contains("default via 10.0.0.1 dev em0"));
            assertEquals(List.of("default via 10.0.0.9 dev em0", "10.0.0.0/24 dev em0"), table(machine, 1));
            machine.control.deleteRoute(other, 1);
            assertEquals(List.of("10.0.0.0/24 dev em0"), table(machine, 1));
            machine.removeAddress("em0", "10.0.0.4/24");
            assertEquals(List.of(), table(machine, 1));
            NetifException e = assertThrows(NetifException.class, () -> machine.control.setFib("em0", 2));
            assertEquals("set FIB em0: EINVAL (22): there is no such routing table (net.fibs)", e.getMessage());
            assertThrows(NetifException.class, () -> machine.control.addRoute(other, 2));
        }
    }

    private static List<String> table(TestMachine machine, int fib) throws NetifException {
        List<String> routes = new ArrayList<>();
        machine.machine.platform().query().routeTable(fib).forEach(entry -> {
            if (!entry.route().ifName().equals("lo0")
                    && entry.route().destination().isV4()) {
                routes.add(entry.route().toString());
            }
        });
        return routes;
    }

    @Test
    void shouldCountTheCallsOfOneProcessAndShowEachItsOutcome() throws Exception {
        try (TestMachine machine = TestMachine.hyperV("14.0", TestMachine.STATIC)) {
            List<String> paths = new ArrayList<>();
            long before = machine.machine.calls();
            machine.machine.afterEachCall(() -> paths.add(machine.machine.pathDescription()));
            machine.control.setUp("hn0", false);
            assertEquals(paths.size(), machine.machine.calls() - before);
            assertEquals("hn0", paths.get(0), "the flags are read first");
            assertEquals("none: hn0 is down", paths.get(paths.size() - 1));
            machine.machine.libc(true).sysctl(new int[] {6, 1}, ByteMemory.allocate(64), new long[] {64}, null, 0);
            assertEquals(paths.size(), machine.machine.calls() - before, "not those of others");
            machine.machine.platform().query().find("hn0").map(Netif::index);
            assertTrue(machine.machine.calls() - before >= paths.size());
        }
    }
}
