package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/** The plugin in the real host over the simulated kernel, from the hardware's happenings to the state that follows. */
class LiveMigrationTest {
    private static final String MAC = "00:0d:3a:12:34:56";
    private static final Duration DELAY = Duration.ofSeconds(10);

    @ParameterizedTest
    @Tag("B4")
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldPutHnAndItsVfIntoAFailoverLaggWithinTheDelay(String release) throws Exception {
        try (TestHost host = dhcpGuest().release(release).boot()) {
            host.advance(Duration.ofSeconds(30));
            assertEquals(List.of("10.0.0.4/24"), ipv4(host, "hn0"));

            host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC));
            host.advance(DELAY.plusSeconds(3));

            assertFailover(host, "lagg0", "hn0", "mlxen0");
            assertEquals(List.of("10.0.0.4/24"), ipv4(host, "lagg0"));
            assertEquals(List.of(), ipv4(host, "hn0"));
            assertEquals(List.of(), ipv4(host, "mlxen0"));
            assertDefaultRoute(host, "lagg0");
            assertFalse(host.machine().dhcp().isRunning("hn0"));
            assertTrue(host.machine().dhcp().isRunning("lagg0"));
            assertEquals(Duration.ZERO, host.outage());
            assertEquals(
                    Set.of(LaggPort.Flag.ACTIVE), port(host, "lagg0", "mlxen0").flags());
        }
    }

    @Test
    @Tag("B4")
    void shouldCarryAStaticHostsAliasesAndRouteOver() throws Exception {
        TestHostBuilder builder = guest().rcConf(
                        "ifconfig_hn0=\"inet 10.0.0.4/24\"",
                        "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"",
                        "defaultrouter=\"10.0.0.1\"",
                        "hyperv_vf_delay=\"10\"");
        try (TestHost host = builder.boot()) {
            host.hardware().offerVf("mce0", "mce", MacAddress.parse(MAC));
            host.advance(DELAY.plusSeconds(3));
            assertEquals(List.of("10.0.0.4/24", "10.0.0.5/32"), ipv4(host, "lagg0"));
            assertEquals(List.of(), ipv4(host, "hn0"));
            assertDefaultRoute(host, "lagg0");
            assertFalse(host.machine().dhcp().isRunning("lagg0"));
            assertEquals(Duration.ZERO, host.outage());
        }
    }

    @Test
    @Tag("B6")
    void shouldKeepTheLaggThroughAMigrationAndTakeTheVfBackUnderAnotherName() throws Exception {
        try (TestHost host = dhcpGuest().boot()) {
            host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC));
            host.advance(Duration.ofMinutes(1));
            host.hardware().revokeVf("mlxen0");
            host.advance(Duration.ofSeconds(35));

            assertFailover(host, "lagg0", "hn0");
            assertEquals(List.of("10.0.0.4/24"), ipv4(host, "lagg0"));
            assertDefaultRoute(host, "lagg0");
            assertEquals("lagg0 via hn0", host.machine().pathDescription());

            host.hardware().offerVf("mlxen1", "mlxen", MacAddress.parse(MAC));
            host.advance(DELAY.plusSeconds(3));
            assertFailover(host, "lagg0", "hn0", "mlxen1");
            assertEquals("lagg0 via mlxen1", host.machine().pathDescription());
            assertEquals(Optional.empty(), host.netif("lagg1"));
            assertEquals(Duration.ZERO, host.outage());
            assertEquals(List.of(), host.texts(Told.Kind.ALARM));
        }
    }

    @Test
    @Tag("B7")
    void shouldDoNothingWhenTheVfLeavesDuringItsDelay() throws Exception {
        try (TestHost host = dhcpGuest().boot()) {
            host.advance(Duration.ofSeconds(30));
            host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC));
            host.advance(Duration.ofSeconds(5));
            host.hardware().revokeVf("mlxen0");
            host.advance(Duration.ofMinutes(5));
            assertEquals(Optional.empty(), host.netif("lagg0"));
            assertEquals(List.of("10.0.0.4/24"), ipv4(host, "hn0"));
            assertEquals(List.of(), host.texts(Told.Kind.PLAN));
            assertEquals(
                    List.of(
                            "in 10 s: put hn0 and its VF mlxen0 into a failover lagg",
                            "VF mlxen0 of hn0 left during its delay: nothing is done"),
                    host.texts(Told.Kind.NOTE));
        }
    }

    @Test
    @Tag("B11")
    void shouldTellAVfThatLeavesWhileItsPlanIsToBeTriedAgain() throws Exception {
        try (TestHost host = guest().rcConf("ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000\"", "hyperv_vf_delay=\"10\"")
                .boot()) {
            host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC), 1500);
            host.advance(Duration.ofSeconds(15));
            host.hardware().revokeVf("mlxen0");
            host.advance(Duration.ofMinutes(5));
            assertEquals(
                    List.of(
                            "in 10 s: put hn0 and its VF mlxen0 into a failover lagg",
                            "in 60 s: try again what failed with hn0",
                            "VF mlxen0 of hn0 left before what failed was tried again"),
                    host.texts(Told.Kind.NOTE));
            assertEquals(1, host.texts(Told.Kind.ALARM).size());
        }
    }

    @Test
    @Tag("B15")
    void shouldSayOneLineWhenVfUpComesWithoutAVf() throws Exception {
        try (TestHost host = dhcpGuest().boot()) {
            host.hardware().devctlLine("!system=HYPERV_NIC_VF subsystem=hn0 type=VF_UP");
            host.advance(Duration.ofMinutes(1));
            assertEquals(Optional.empty(), host.netif("lagg0"));
            assertEquals(
                    List.of("VF_UP on hn0, but the kernel names no VF of it: nothing is done"),
                    host.texts(Told.Kind.NOTE));
        }
    }

    @Test
    void shouldNotWaitWhenSomebodyElseBringsTheVfUp() throws Exception {
        try (TestHost host = dhcpGuest().boot()) {
            host.advance(Duration.ofSeconds(30));
            host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC));
            host.advance(Duration.ofSeconds(1));
            host.machine().control().setUp("mlxen0", true);
            host.advance(Duration.ZERO);
            assertFailover(host, "lagg0", "hn0", "mlxen0");
            host.advance(Duration.ofMinutes(5));
            // The second removes what the DHCP client asked with.
            assertEquals(2, host.plans().size());
            assertEquals(1, host.plans().get(1).steps().size());
        }
    }

    @Test
    @Tag("B10")
    void shouldNotCrossWireTwoVfsInOneBurst() throws Exception {
        String second = "00:0d:3a:12:34:99";
        TestHostBuilder builder = guest().interfaceNamed("hn1", "hn", second)
                .rcConf(
                        "ifconfig_hn0=\"inet 10.0.0.4/24\"",
                        "ifconfig_hn1=\"inet 10.1.0.4/24\"",
                        "defaultrouter=\"10.0.0.1\"",
                        "hyperv_vf_delay=\"10\"");
        try (TestHost host = builder.boot()) {
            host.hardware().offerVf("mce10", "mce", MacAddress.parse(second));
            host.hardware().offerVf("mce1", "mce", MacAddress.parse(MAC));
            host.advance(DELAY.plusSeconds(3));
            assertFailover(host, "lagg1", "hn1", "mce10");
            assertFailover(host, "lagg0", "hn0", "mce1");
            assertEquals(List.of("10.1.0.4/24"), ipv4(host, "lagg1"));
            assertEquals(List.of("10.0.0.4/24"), ipv4(host, "lagg0"));
            assertDefaultRoute(host, "lagg0");
        }
    }

    @Test
    @Tag("B1")
    void shouldBeIdleElsewhereThanOnHyperv() throws Exception {
        TestHostBuilder builder = TestHost.with(new HypervVfListener())
                .mayRead("kern.vm_guest") // reading any hw.hn sysctl would be an alarm
                .sysctl("kern.vm_guest", "kvm")
                .interfaceNamed("em0", "em", MAC);
        try (TestHost host = builder.boot()) {
            for (int unit = 0; unit < 500; unit++) {
                host.machine().control().create("lagg" + unit);
            }
            host.advance(Duration.ofMinutes(1));
            assertEquals(List.of(), host.texts(Told.Kind.PLAN));
            assertEquals(List.of(), host.texts(Told.Kind.NOTE));
            assertEquals(List.of(), host.texts(Told.Kind.ALARM));
        }
    }

    private static TestHostBuilder guest() {
        return TestHost.with(new HypervVfListener())
                .id("hyperv-vf")
                .mayControl("*")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.hn.*")
                .hyperv()
                .interfaceNamed("hn0", "hn", MAC);
    }

    private static TestHostBuilder dhcpGuest() {
        return guest().rcConf("ifconfig_hn0=\"SYNCDHCP\"", "hyperv_vf_delay=\"10\"")
                .lease(MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2));
    }

    private static void assertFailover(TestHost host, String lagg, String... ports) throws NetifException {
        Netif netif = host.netif(lagg).orElseThrow();
        assertEquals(LaggProtocol.FAILOVER, netif.lagg().orElseThrow().protocol());
        assertEquals(
                Set.of(ports),
                Set.copyOf(netif.lagg().get().ports().stream()
                        .map(LaggPort::ifName)
                        .toList()));
        assertTrue(port(host, lagg, ports[0]).flags().contains(LaggPort.Flag.MASTER));
    }

    private static LaggPort port(TestHost host, String lagg, String port) throws NetifException {
        return host.netif(lagg).orElseThrow().lagg().orElseThrow().ports().stream()
                .filter(each -> each.ifName().equals(port))
                .findFirst()
                .orElseThrow();
    }

    private static void assertDefaultRoute(TestHost host, String ifName) throws NetifException {
        List<Route> defaults = host.routes().stream().filter(Route::isDefault).toList();
        assertEquals(List.of(Route.defaultVia(IpAddress.parse("10.0.0.1"), ifName)), defaults);
    }

    private static List<String> ipv4(TestHost host, String ifName) throws NetifException {
        List<String> texts = new ArrayList<>();
        for (InterfaceAddress address : host.netif(ifName).orElseThrow().addresses()) {
            if (address.address().isV4()) {
                texts.add(address.toString());
            }
        }
        return texts;
    }
}
