package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;

/** How hn(4) and its VFs behave by its source; no recording has a Hyper-V guest. */
class HyperVTest {
    private static final MacAddress OTHER = MacAddress.parse("00:0d:3a:99:99:99");

    private static TestMachine machine() {
        TestMachine machine = TestMachine.hyperV("14.0", TestMachine.STATIC);
        machine.lines();
        return machine;
    }

    private static void offer(TestMachine machine) {
        machine.hardware().offerVf("mlxen0", "mlxen", TestMachine.MAC);
    }

    @Test
    void shouldMapAVfByItsMacBeforeTellingThatItIsReady() throws Exception {
        try (TestMachine machine = machine()) {
            offer(machine);
            machine.hardware().offerVf("mlxen1", "mlxen", OTHER);
            assertEquals("mlxen0:hn0", machine.sysctl("hw.hn.vfmap"));
            assertEquals("mlxen0", machine.sysctl("hw.hn.vflist"));
            assertEquals("mlxen0", machine.sysctl("dev.hn.0.vf"));
            assertEquals("", machine.sysctl("dev.hn.0.rxvf"));
            assertEquals(
                    List.of(
                            "IFNET mlxen0 ATTACH",
                            "ETHERNET mlxen0 IFATTACH",
                            "IFNET mlxen1 ATTACH",
                            "ETHERNET mlxen1 IFATTACH"),
                    machine.lines());
            assertEquals(LinkState.DOWN, machine.netif("mlxen0").linkState());
        }
    }

    @Test
    void shouldNotTakeALaggOfTheSameMacForAVf() throws Exception {
        try (TestMachine machine = machine()) {
            machine.lagg("lagg0", "hn0");
            assertEquals("", machine.sysctl("hw.hn.vfmap"));
            assertEquals(TestMachine.MAC, machine.netif("lagg0").mac().orElseThrow());
            machine.control.setUp("lagg0", true);
            assertEquals(LinkState.UP, machine.netif("hn0").linkState());
        }
    }

    @Test
    void shouldSwitchTheDatapathWhenTheVfGoesUpAndDown() throws Exception {
        try (TestMachine machine = machine()) {
            offer(machine);
            machine.lines();
            machine.control.setUp("mlxen0", true);
            assertEquals(
                    List.of("IFNET mlxen0 LINK_UP", "HYPERV_NIC_VF hn0 VF_UP", "IFNET hn0 LINK_DOWN"), machine.lines());
            assertEquals("mlxen0", machine.sysctl("dev.hn.0.rxvf"));
            assertEquals(LinkState.DOWN, machine.netif("hn0").linkState());
            assertEquals("none: hn0 has no link", machine.machine.pathDescription());
            machine.control.setUp("mlxen0", false);
            assertEquals(
                    List.of("HYPERV_NIC_VF hn0 VF_DOWN", "IFNET hn0 LINK_UP", "IFNET mlxen0 LINK_DOWN"),
                    machine.lines());
            assertEquals("mlxen0", machine.sysctl("dev.hn.0.vf"));
            assertEquals("", machine.sysctl("dev.hn.0.rxvf"));
            assertTrue(machine.machine.hasPath());
        }
    }

    @Test
    void shouldSwitchTheDatapathWhenAnAddressTakesTheVfUp() throws Exception {
        try (TestMachine machine = machine()) {
            offer(machine);
            machine.lines();
            machine.addAddress("mlxen0", "10.7.0.4/24");
            assertTrue(machine.lines().contains("HYPERV_NIC_VF hn0 VF_UP"));
        }
    }

    @Test
    void shouldTellOfTheDatapathAndTheLinkBeforeTheVfIsGone() throws Exception {
        try (TestMachine machine = machine()) {
            offer(machine);
            machine.control.setUp("mlxen0", true);
            machine.lines();
            machine.hardware().revokeVf("mlxen0");
            assertEquals(
                    List.of("HYPERV_NIC_VF hn0 VF_DOWN", "IFNET hn0 LINK_UP", "IFNET mlxen0 DETACH"), machine.lines());
            assertEquals("", machine.sysctl("hw.hn.vfmap"));
            assertEquals("", machine.sysctl("dev.hn.0.vf"));
        }
    }

    @Test
    void shouldOnlyDetachAVfThatWasNeverUp() {
        try (TestMachine machine = machine()) {
            offer(machine);
            machine.lines();
            machine.hardware().revokeVf("mlxen0");
            assertEquals(List.of("IFNET mlxen0 DETACH"), machine.lines());
        }
    }

    @Test
    void shouldSwitchForAVfThatIsAPortOfALagg() throws Exception {
        try (TestMachine machine = machine()) {
            migrateToLagg(machine);
            assertEquals("lagg0 via mlxen0", machine.machine.pathDescription());
            assertTrue(machine.machine.hasPath());
            machine.lines();
            machine.hardware().revokeVf("mlxen0");
            assertEquals(
                    List.of("HYPERV_NIC_VF hn0 VF_DOWN", "IFNET hn0 LINK_UP", "IFNET mlxen0 DETACH"), machine.lines());
            assertEquals("lagg0 via hn0", machine.machine.pathDescription());
            machine.hardware().offerVf("mlxen7", "mlxen", TestMachine.MAC);
            assertEquals("mlxen7:hn0", machine.sysctl("hw.hn.vfmap"));
        }
    }

    private static void migrateToLagg(TestMachine machine) throws NetifException {
        offer(machine);
        machine.control.setUp("mlxen0", true);
        machine.lagg("lagg0", "hn0", "mlxen0");
        machine.control.setUp("lagg0", true);
        machine.removeAddress("hn0", "10.0.0.4/24");
        machine.addAddress("lagg0", "10.0.0.4/24");
        machine.control.addRoute(Route.defaultVia(IpAddress.parse("10.0.0.1"), "lagg0"));
    }

    @Test
    void shouldLoseItsPathWhenBothPortsLoseTheirLink() throws Exception {
        try (TestMachine machine = machine()) {
            migrateToLagg(machine);
            machine.hardware().loseLink("mlxen0");
            assertEquals("none: lagg0 has no usable port", machine.machine.pathDescription());
            machine.hardware().restoreLink("mlxen0");
            assertTrue(machine.machine.hasPath());
            machine.control.setUp("lagg0", false);
            assertEquals("none: lagg0 is down", machine.machine.pathDescription());
        }
    }

    @Test
    void shouldForgetAVfThatIsRenamedButStillSwitch() throws Exception {
        try (TestMachine machine = machine()) {
            offer(machine);
            machine.hardware().rename("mlxen0", "vf0");
            assertEquals("", machine.sysctl("hw.hn.vfmap"));
            machine.lines();
            machine.control.setUp("vf0", true);
            assertTrue(machine.lines().contains("HYPERV_NIC_VF hn0 VF_UP"));
        }
    }

    @Test
    void shouldNameEventsAfterTheHnAsItIsCalledNow() throws Exception {
        try (TestMachine machine = machine()) {
            machine.hardware().rename("hn0", "wan0");
            offer(machine);
            machine.control.setUp("mlxen0", true);
            assertTrue(machine.lines().contains("HYPERV_NIC_VF wan0 VF_UP"));
            assertEquals("mlxen0:wan0", machine.sysctl("hw.hn.vfmap"));
            assertEquals("mlxen0", machine.sysctl("dev.hn.0.vf"));
        }
    }

    @Test
    void shouldKeepTwoPairsApart() throws Exception {
        List<InterfaceSpec> nics =
                List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC), TestMachine.nic("hn1", "hn", OTHER));
        MachineSpec spec = new MachineSpec("14.0", Map.of("hw.hn.vf_transparent", 0), nics, "", List.of());
        try (TestMachine machine = TestMachine.boot(spec)) {
            machine.hardware().offerVf("mce10", "mce", TestMachine.MAC);
            machine.hardware().offerVf("mce1", "mce", OTHER);
            machine.control.setUp("mce1", true);
            assertEquals("mce10:hn0 mce1:hn1", machine.sysctl("hw.hn.vfmap"));
            assertEquals("", machine.sysctl("dev.hn.0.rxvf"));
            assertEquals("mce1", machine.sysctl("dev.hn.1.rxvf"));
        }
    }

    @Test
    void shouldBringATransparentVfUpItselfAfterItsSettleTime() throws Exception {
        MachineSpec spec = new MachineSpec(
                "14.0",
                Map.of("hw.hn.vf_xpnt_attwait", 5),
                List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC)),
                TestMachine.STATIC,
                List.of());
        try (TestMachine machine = TestMachine.boot(spec)) {
            offer(machine);
            machine.lines();
            machine.run(4);
            assertFalse(machine.netif("mlxen0").isUp());
            assertEquals("0", enabled(machine));
            machine.run(1);
            assertTrue(machine.netif("mlxen0").isUp());
            assertEquals("1", enabled(machine));
            assertEquals(List.of("IFNET mlxen0 LINK_UP"), machine.lines());
            assertEquals("hn0 via mlxen0", machine.machine.pathDescription());
            machine.hardware().revokeVf("mlxen0");
            assertEquals(List.of("IFNET mlxen0 DETACH"), machine.lines());
            assertEquals("0", enabled(machine));
            assertEquals("hn0", machine.machine.pathDescription());
        }
    }

    private static String enabled(TestMachine machine) throws NetifException {
        return Long.toString(machine.machine
                .platform()
                .sysctl()
                .integer("dev.hn.0.vf_xpnt_enabled")
                .orElseThrow());
    }

    @Test
    void shouldForgetAnHnThatIsPulledOutWithItsVf() throws Exception {
        try (TestMachine machine = TestMachine.boot(new MachineSpec(
                "14.0", Map.of(), List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC)), "", List.of()))) {
            offer(machine);
            machine.hardware().pull("hn0");
            machine.run(10);
            assertEquals("", machine.sysctl("hw.hn.vfmap"));
            assertFalse(machine.netif("mlxen0").isUp());
            machine.hardware().revokeVf("mlxen0");
        }
    }

    @Test
    void shouldHaveNoHnSysctlsOffHyperV() throws Exception {
        try (TestMachine machine = TestMachine.plain("14.0", "em0")) {
            assertEquals("none", machine.sysctl("kern.vm_guest"));
            assertTrue(machine.machine.platform().sysctl().string("hw.hn.vfmap").isEmpty());
        }
    }

    @Test
    void shouldRefuseToSetWhatShowsTheState() {
        try (TestMachine machine = machine()) {
            Hardware hardware = machine.hardware();
            for (String name : List.of("hw.hn.vfmap", "dev.hn.0.vf", "hw.hn.vf_transparent")) {
                IllegalArgumentException e =
                        assertThrows(IllegalArgumentException.class, () -> hardware.setSysctl(name, "x"));
                assertTrue(e.getMessage().contains(name), e.getMessage());
            }
        }
    }

    @Test
    void shouldGiveTheSameLinesEveryTime() throws Exception {
        List<List<String>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (TestMachine machine = TestMachine.hyperV("14.0", TestMachine.DHCP, TestMachine.LEASE)) {
                machine.run(5);
                migrateToLagg(machine);
                machine.hardware().revokeVf("mlxen0");
                machine.run(5);
                runs.add(machine.lines());
            }
        }
        assertEquals(runs.get(0), runs.get(1));
        assertTrue(runs.get(0).size() > 10);
    }
}
