package org.nethook.dhcpinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/** The command on simulated guests: what rc.conf says, and which hn counts. */
class DhcpInfoTest {
    private static final String MAC_0 = "00:0d:3a:00:00:00";
    private static final String MAC_1 = "00:0d:3a:00:00:01";
    private static final String MAC_10 = "00:0d:3a:00:00:10";

    /** A guest with hn0 and hn1, whose kernel tells which VF belongs to which. */
    private static TestHostBuilder guest(String... rcConf) {
        return machine(rcConf).hyperv().interfaceNamed("hn0", "hn", MAC_0).interfaceNamed("hn1", "hn", MAC_1);
    }

    /** The same, but its kernel has no sysctl hw.hn.vfmap; the simulated one has it on Hyper-V only. */
    private static TestHostBuilder guestOfAnOldKernel(String... rcConf) {
        return guest(rcConf).sysctl("kern.vm_guest", "none");
    }

    private static TestHostBuilder machine(String... rcConf) {
        return TestHost.with(new DhcpInfo())
                .id("dhcp-info")
                .mayRead("hw.hn.vfmap")
                .rcConf(rcConf);
    }

    private static void assertAnswer(String expected, TestHost host, String ifName) {
        assertEquals(new CommandOutcome(ExitStatus.OK, expected + "\n", List.of()), host.run("dhcp-info", ifName));
    }

    private static void assertAnswer(String expected, TestHostBuilder machine, String ifName) {
        try (TestHost host = machine.boot()) {
            assertAnswer(expected, host, ifName);
        }
    }

    private static void offerVf(TestHost host, String ifName, String driver, String mac) {
        host.hardware().offerVf(ifName, driver, MacAddress.parse(mac));
    }

    private static Optional<String> vfMap(TestHost host) throws NetifException {
        return host.machine().sysctl().string("hw.hn.vfmap");
    }

    /** As nethook builds it: rc.conf knows nothing of it. */
    private static void makeLagg(TestHost host, String... ports) throws NetifException {
        NetifControl control = host.machine().control();
        control.create("lagg0");
        for (String port : ports) {
            control.addLaggPort("lagg0", port);
        }
    }

    @Test
    @Tag("C1")
    void shouldAnswerForTheInterfaceItIsAskedAbout() {
        try (TestHost host = guest("ifconfig_hn0=\"DHCP\"").boot()) {
            assertAnswer("Enabled", host, "hn0");
            assertAnswer("Disabled", host, "hn1");
        }
    }

    @Test
    @Tag("C6")
    void shouldNotTakeHn1ForHn10() {
        TestHostBuilder builder = guest("ifconfig_hn1=\"DHCP\"").interfaceNamed("hn10", "hn", MAC_10);
        try (TestHost host = builder.boot()) {
            offerVf(host, "mce1", "mce", MAC_1);
            offerVf(host, "mce10", "mce", MAC_10);
            assertAnswer("Enabled", host, "hn1");
            assertAnswer("Disabled", host, "hn10");
            assertAnswer("Enabled", host, "mce1");
            assertAnswer("Disabled", host, "mce10");
        }
    }

    @Test
    @Tag("C2")
    void shouldAnswerForALaggFromItsHn() throws Exception {
        try (TestHost host = guest("ifconfig_hn1=\"DHCP\"").boot()) {
            offerVf(host, "mce0", "mce", MAC_1);
            makeLagg(host, "mce0", "hn1");
            assertAnswer("Enabled", host, "lagg0");
        }
        try (TestHost host = guest("ifconfig_hn1=\"DHCP\"").boot()) {
            makeLagg(host, "hn0");
            assertAnswer("Disabled", host, "lagg0");
        }
    }

    @Test
    @Tag("C2")
    void shouldAnswerForALaggOfAVfAloneFromTheHnOfTheVf() throws Exception {
        try (TestHost host = guest("ifconfig_hn1=\"DHCP\"").boot()) {
            offerVf(host, "mce0", "mce", MAC_1);
            makeLagg(host, "mce0");
            assertAnswer("Enabled", host, "lagg0");
        }
    }

    @Test
    @Tag("C2")
    void shouldLetALaggOfTheOperatorSpeakForItself() throws Exception {
        TestHostBuilder configured = guest(
                "cloned_interfaces=\"lagg0\"",
                "ifconfig_hn0=\"up\"",
                "ifconfig_lagg0=\"laggproto failover laggport hn0 DHCP\"");
        assertAnswer("Enabled", configured, "lagg0");

        TestHostBuilder elsewhere = machine("ifconfig_em0=\"DHCP\"").interfaceNamed("em0", "em", MAC_0);
        try (TestHost host = elsewhere.boot()) {
            makeLagg(host, "em0");
            assertAnswer("Disabled", host, "lagg0");
        }
    }

    @Test
    @Tag("C2")
    @Tag("B12")
    void shouldAnswerForAVfFromItsHnEvenWhenTheVfHasAConfiguration() {
        try (TestHost host = guest("ifconfig_mce0=\"DHCP\"").boot()) {
            offerVf(host, "mlxen3", "mlxen", MAC_0);
            offerVf(host, "mce0", "mce", MAC_1);
            assertAnswer("Disabled", host, "mce0");
        }
    }

    @Test
    @Tag("C2")
    void shouldPairByMacOnAKernelThatDoesNotTell() throws Exception {
        try (TestHost host = guestOfAnOldKernel("ifconfig_hn1=\"DHCP\"").boot()) {
            offerVf(host, "mce0", "mce", MAC_1);
            assertEquals(Optional.empty(), vfMap(host));
            assertAnswer("Enabled", host, "mce0");
        }
    }

    @Test
    @Tag("C2")
    void shouldNotPairByMacWhatTheKernelDoesNotPair() throws Exception {
        // Found before hn1, and so no VF of it to the kernel.
        TestHostBuilder builder = machine("ifconfig_hn1=\"DHCP\"")
                .hyperv()
                .interfaceNamed("mce0", "mce", MAC_1)
                .interfaceNamed("hn1", "hn", MAC_1);
        try (TestHost host = builder.boot()) {
            assertEquals(Optional.of(""), vfMap(host));
            assertAnswer("Disabled", host, "mce0");
        }
    }

    @Test
    @Tag("B14")
    void shouldNotTakeAVlanOrBridgeForAVf() throws Exception {
        try (TestHost host = guestOfAnOldKernel("ifconfig_hn1=\"DHCP\"").boot()) {
            host.hardware().plugIn("vlan7", "vlan", MacAddress.parse(MAC_1));
            assertAnswer("Disabled", host, "vlan7");
        }
        try (TestHost host = guest("ifconfig_hn1=\"DHCP\"").boot()) {
            host.hardware().plugIn("tap0", "tap", MacAddress.parse(MAC_1));
            assertEquals(Optional.of("tap0:hn1"), vfMap(host)); // the kernel does take it for one
            assertAnswer("Disabled", host, "tap0");
        }
    }

    @Test
    @Tag("C2")
    void shouldAnswerForAnHnAndItsVfFromTheLaggOfTheOperatorThatHoldsThem() {
        TestHostBuilder configured = guest(
                "cloned_interfaces=\"lagg0\"",
                "ifconfig_hn0=\"up\"",
                "ifconfig_lagg0=\"laggproto failover laggport hn0 DHCP\"");
        try (TestHost host = configured.boot()) {
            offerVf(host, "mce0", "mce", MAC_0);
            assertAnswer("Enabled", host, "hn0");
            assertAnswer("Enabled", host, "mce0");
            assertAnswer("Disabled", host, "hn1");
        }
    }

    @Test
    @Tag("C2")
    void shouldAnswerForAVfThatHasJustLeftFromItsHn() {
        try (TestHost host = guest("ifconfig_hn1=\"DHCP\"").boot()) {
            offerVf(host, "mce0", "mce", MAC_1);
            host.advance(Duration.ZERO);
            host.hardware().revokeVf("mce0");
            assertAnswer("Enabled", host, "mce0");
            host.advance(Duration.ofSeconds(1));
            assertAnswer("Enabled", host, "mce0");
        }
    }

    @Test
    @Tag("C2")
    void shouldAnswerForAnHnByItsNewNameAndForTheOldNameToo() {
        try (TestHost host =
                guest("ifconfig_hn1=\"DHCP\"", "ifconfig_wan0=\"SYNCDHCP\"").boot()) {
            offerVf(host, "mce0", "mce", MAC_0);
            assertAnswer("Disabled", host, "mce0");
            host.hardware().rename("hn0", "wan0");
            assertAnswer("Enabled", host, "wan0"); // before the event is delivered
            assertAnswer("Enabled", host, "mce0");
            host.advance(Duration.ZERO);
            assertAnswer("Enabled", host, "hn0");
        }
    }

    @Test
    @Tag("C6")
    void shouldAnswerForAnInterfaceThatIsNotThereOnlyFromItsOwnConfiguration() {
        try (TestHost host =
                guest("ifconfig_hn7=\"DHCP\"", "ifconfig_DEFAULT=\"DHCP\"").boot()) {
            assertEquals(
                    new CommandOutcome(
                            ExitStatus.UNAVAILABLE,
                            "",
                            List.of("dhcp-info: answer for hn70: there is no such interface, "
                                    + "and the system's configuration does not name it")),
                    host.run("dhcp-info", "hn70"));
            assertAnswer("Enabled", host, "hn7");
        }
    }

    @Test
    void shouldPrintNothingWhenItCannotBeDecided() {
        // Of an interface that comes later: rc of the simulated machine cannot decide it either, and would not boot.
        try (TestHost host = guest("ifconfig_hn0=\"DHCP\"", "", "ifconfig_hn2=\"$(cat /etc/hn2)\"")
                .boot()) {
            host.hardware().plugIn("hn2", "hn", MacAddress.parse(MAC_10));
            CommandOutcome outcome = host.run("dhcp-info", "hn2");
            assertEquals("", outcome.out());
            assertEquals(ExitStatus.CONFIG, outcome.status());
            assertEquals(
                    List.of("dhcp-info: ifconfig_hn2 cannot be decided: "
                            + "/etc/rc.conf line 3: it depends on the output of a command"),
                    outcome.complaints());
        }
    }

    @Test
    void shouldSayEnabledWhenItCannotBeDecidedButADhcpClientRuns() throws Exception {
        try (TestHost host = guest("ifconfig_hn0=\"DHCP\"", "", "ifconfig_hn2=\"$(cat /etc/hn2)\"")
                .boot()) {
            host.hardware().plugIn("hn2", "hn", MacAddress.parse(MAC_10));
            host.machine().dhcp().start("hn2");
            assertAnswer("Enabled", host, "hn2");
            List<String> notes = host.texts(Told.Kind.NOTE);
            assertEquals(
                    "Enabled, since dhclient runs for hn2; ifconfig_hn2 cannot be decided: "
                            + "/etc/rc.conf line 3: it depends on the output of a command",
                    notes.get(notes.size() - 1));
        }
    }

    @ParameterizedTest
    @Tag("C6")
    @ValueSource(
            strings = {
                "",
                "hn0;x",
                "../x",
                "a-name-too-long0",
                ".e",
                "hn 0",
                "hn0\n",
                "h\u00e90",
                "$(id)",
                "..",
                "hn0/",
                "`id`",
                "hn*"
            })
    void shouldRefuseWhatIsNoInterfaceName(String text) {
        assertUsage("the name of an interface is 1 to 15 letters, digits and ", text);
    }

    @Test
    void shouldWantOneArgument() {
        assertUsage("dhcp-info wants one interface name, not 0; usage: nethook run dhcp-info IFNAME [--json]");
        assertUsage(
                "dhcp-info wants one interface name, not 2; usage: nethook run dhcp-info IFNAME [--json]",
                "hn0",
                "hn1");
    }

    @Test
    void shouldTakeNoNameForAnOption() {
        assertUsage("dhcp-info has no option but --json; usage: nethook run dhcp-info IFNAME [--json]", "-e");
    }

    private static void assertUsage(String complaint, String... arguments) {
        try (TestHost host = guest().boot()) {
            CommandOutcome outcome = host.run("dhcp-info", arguments);
            assertEquals(ExitStatus.USAGE, outcome.status());
            assertEquals("", outcome.out());
            assertTrue(outcome.complaints().get(0).startsWith(complaint), outcome.toString());
            assertEquals(1, outcome.complaints().size());
        }
    }
}
