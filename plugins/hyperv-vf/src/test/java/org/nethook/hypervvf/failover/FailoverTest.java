package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.failover.Guest.assertAsWanted;
import static org.nethook.hypervvf.failover.Guest.assertRefused;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.Proposal;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.api.plan.PlanResult;

/** What is proposed for a hn in each state, and what comes of it on the simulated kernel. */
class FailoverTest {
    private static final String DHCP = "ifconfig_hn0=\"DHCP\"";
    private static final String[] STATIC = {
        "ifconfig_hn0=\"inet 10.0.0.4/24\"",
        "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"",
        "ifconfig_hn0_alias1=\"inet 192.168.7.1/24\"",
        "ifconfig_hn0_ipv6=\"inet6 2001:db8::4 prefixlen 64\"",
        "defaultrouter=\"10.0.0.1\"",
        "ipv6_defaultrouter=\"2001:db8::1\""
    };

    @Test
    @Tag("B4")
    void shouldHaveTheWholeConfigurationOnTheLaggBeforeTheVfComesUp() throws Exception {
        try (Guest guest = Guest.with(DHCP).boot().offerVf("mlxen0")) {
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals(Proposal.Kind.CHANGE, proposal.kind());
            assertEquals("failover lagg of hn0 and its VF mlxen0, with the configuration of hn0", proposal.reason());
            assertEquals("lagg0", proposal.plan().ifName());
            assertEquals(Optional.of(Duration.ofSeconds(60)), proposal.plan().goesBackAfter());
            assertEquals(
                    List.of(
                            "create lagg0",
                            "set protocol of lagg0 to failover",
                            "add lagg0 to group nethook",
                            "set IPv6 of lagg0 to ifdisabled no_dad",
                            "bring up lagg0",
                            "stop dhclient on hn0",
                            "add 10.0.0.4/24 to lagg0",
                            "add port hn0 to lagg0",
                            "change route default via 10.0.0.1 dev hn0 to dev lagg0",
                            "remove 10.0.0.4/24 from hn0",
                            "add port mlxen0 to lagg0",
                            "start dhclient on lagg0",
                            "bring up mlxen0"),
                    Guest.steps(proposal));
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(List.of("10.0.0.4/24"), guest.addresses("lagg0"));
            assertEquals(List.of(), guest.addresses("hn0"));
            assertEquals(List.of("default via 10.0.0.1 dev lagg0"), guest.routes());
            assertTrue(guest.dhcpRuns("lagg0"));
            assertFalse(guest.dhcpRuns("hn0"));
            assertEquals("lagg0 via mlxen0", guest.host().machine().pathDescription());
            assertEquals(Duration.ZERO, guest.host().outage());
            assertAsWanted(guest, "mlxen0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    @Tag("B5")
    void shouldMoveAStaticHostsWholeConfiguration(String release) throws Exception {
        try (Guest guest = Guest.with(STATIC).release(release).boot()) {
            NetifControl control = guest.host().machine().control();
            control.setDescription("hn0", "uplink of rack 7");
            control.addGroup("hn0", "outside");
            guest.offerVf("mlxen0");
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(
                    List.of("10.0.0.4/24", "10.0.0.5/32", "192.168.7.1/24", "2001:db8::4/64"),
                    guest.addresses("lagg0"));
            assertEquals(List.of(), guest.addresses("hn0"));
            assertEquals(
                    List.of("default via 10.0.0.1 dev lagg0", "default6 via 2001:db8::1 dev lagg0"), guest.routes());
            assertTrue(guest.hasLinkLocal("lagg0"));
            assertFalse(guest.hasLinkLocal("hn0"));
            assertFalse(guest.hasLinkLocal("mlxen0"));
            assertEquals(Optional.of("uplink of rack 7"), guest.details("lagg0").description());
            assertTrue(guest.details("lagg0").groups().contains("outside"));
            assertTrue(guest.details("lagg0").nd6().contains(Nd6Flag.NO_DAD));
            assertFalse(guest.dhcpRuns("lagg0"));
            assertEquals(Duration.ZERO, guest.host().outage());
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B5")
    void shouldTakeFromRcConfWhatAHnThatCameUpBareLacks() throws Exception {
        try (Guest guest = Guest.with(STATIC).boot()) {
            NetifControl control = guest.host().machine().control();
            for (String each : guest.addresses("hn0")) {
                control.removeAddress("hn0", InterfaceAddress.parse(each));
            }
            guest.offerVf("mlxen0");
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(
                    List.of("10.0.0.4/24", "10.0.0.5/32", "192.168.7.1/24", "2001:db8::4/64"),
                    guest.addresses("lagg0"));
            assertEquals(
                    List.of("default via 10.0.0.1 dev lagg0", "default6 via 2001:db8::1 dev lagg0"), guest.routes());
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    void shouldNotAddAnAddressOfRcConfBesideOneThatSomebodySetInItsPlace() throws Exception {
        try (Guest guest = Guest.with("ifconfig_hn0=\"inet 10.0.0.4/24\"", "defaultrouter=\"10.0.0.1\"")
                .boot()) {
            NetifControl control = guest.host().machine().control();
            control.addAddress("hn0", InterfaceAddress.parse("10.0.0.9/24"));
            control.removeAddress("hn0", InterfaceAddress.parse("10.0.0.4/24"));
            guest.offerVf("mlxen0");
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals(
                    List.of(
                            "why lagg0: base's hyperv_vfup names it so after hn0",
                            "rc.conf gives hn0 10.0.0.4/24, which is not added: 10.0.0.9/24, which rc.conf does not"
                                    + " know, is there instead"),
                    proposal.plan().notes());
            guest.applyReconcile("hn0", "mlxen0");
            assertEquals(List.of("10.0.0.9/24"), guest.addresses("lagg0"));
            assertEquals(List.of("default via 10.0.0.1 dev lagg0"), guest.routes());
        }
    }

    @Test
    @Tag("B6")
    void shouldLeaveALaggAloneWhoseVfIsGoneAndTakeTheVfBackUnderAnotherName() throws Exception {
        try (Guest guest = Guest.with(DHCP).boot().offerVf("mlxen0")) {
            guest.applyReconcile("hn0", "mlxen0");
            guest.host().hardware().revokeVf("mlxen0");
            guest.host().advance(Duration.ofSeconds(35));
            Proposal proposal = guest.reconcile("hn0", "");
            assertEquals(Proposal.Kind.AS_WANTED, proposal.kind());
            assertEquals("traffic is on hn0, the port of lagg0; there is no VF now", proposal.reason());
            guest.offerVf("mlxen1");
            proposal = guest.reconcile("hn0", "mlxen1");
            assertEquals("VF mlxen1 of hn0 joins lagg0", proposal.reason());
            assertEquals(List.of("add port mlxen1 to lagg0", "bring up mlxen1"), Guest.steps(proposal));
            guest.applyReconcile("hn0", "mlxen1");
            assertEquals("lagg0 via mlxen1", guest.host().machine().pathDescription());
            assertEquals(Duration.ZERO, guest.host().outage());
            assertAsWanted(guest, "mlxen1");
        }
    }

    @Test
    @Tag("A10")
    void shouldFollowAHnThatWasRenamed() throws Exception {
        try (Guest guest = Guest.with(DHCP).boot().offerVf("mlxen0")) {
            guest.applyReconcile("hn0", "mlxen0");
            guest.host().hardware().rename("hn0", "wan0");
            guest.host().advance(Duration.ofSeconds(1));
            Proposal proposal = guest.reconcile("wan0", "mlxen0");
            assertEquals(List.of(), Guest.steps(proposal));
            assertEquals("wan0 and its VF mlxen0 are the ports of lagg0", proposal.reason());
            assertEquals(
                    "there is no interface hn0",
                    guest.reconcile("hn0", "mlxen0").reason());
        }
    }

    @Test
    @Tag("B11")
    void shouldGiveTheVfTheMtuOfTheHnBeforeAnythingElse() throws Exception {
        Guest.Builder builder = Guest.with("ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000\"");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            assertEquals(
                    "set MTU of mlxen0 to 9000",
                    Guest.steps(guest.reconcile("hn0", "mlxen0")).get(0));
            guest.applyReconcile("hn0", "mlxen0");
            for (String name : List.of("hn0", "mlxen0", "lagg0")) {
                assertEquals(9000, guest.netif(name).mtu(), name);
            }
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B4")
    @Tag("B5")
    void shouldKeepTheAliasesOfAHostWithDhcp() throws Exception {
        try (Guest guest = Guest.with(DHCP, "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"")
                .boot()
                .offerVf("mlxen0")) {
            // The client adds its lease last; but it deletes the lagg's first address.
            assertEquals(List.of("10.0.0.5/32", "10.0.0.4/24"), guest.addresses("hn0"));
            guest.applyReconcile("hn0", "mlxen0");
            assertEquals(List.of("10.0.0.5/32", "10.0.0.4/24"), guest.addresses("lagg0"));
            assertEquals(List.of("default via 10.0.0.1 dev lagg0"), guest.routes());
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B4")
    void shouldLeaveAClientThatAsksItsPlaceholder() throws Exception {
        try (Guest guest = Guest.with(DHCP).boot().offerVf("mlxen0")) {
            guest.applyReconcile("hn0", "mlxen0");
            guest.host().machine().dhcp().stop("lagg0");
            guest.host().machine().dhcp().start("lagg0");
            assertEquals(List.of("10.0.0.4/24", "0.0.0.0/8"), guest.addresses("lagg0"));
            assertAsWanted(guest, "mlxen0");
            guest.host().advance(Duration.ofSeconds(2));
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals(List.of("remove 0.0.0.0/8 from lagg0"), Guest.steps(proposal));
            assertEquals(
                    "the DHCP client of lagg0 has its lease; what it left behind or took away is put right",
                    proposal.reason());
        }
    }

    @ParameterizedTest
    @Tag("B5")
    @Tag("D3")
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldKeepTheRoutingTableAndItsRoutes(String release) throws Exception {
        Guest.Builder builder =
                Guest.with("ifconfig_hn0=\"inet 10.0.0.4/24 fib 1\"").release(release);
        builder.host().sysctl("net.fibs", 2).interfaceNamed("em0", "em", "00:00:5e:00:53:01");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            NetifControl control = guest.host().machine().control();
            control.addRoute(Route.defaultVia(IpAddress.parse("10.0.0.1"), "hn0"), 1);
            control.addAddress("em0", InterfaceAddress.parse("10.5.0.4/24"));
            control.addRoute(Route.defaultVia(IpAddress.parse("10.5.0.1"), "em0"), 0);
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(1, guest.details("lagg0").fib());
            assertEquals("default via 10.0.0.1 dev lagg0", defaultRoute(guest, 1));
            assertEquals("default via 10.5.0.1 dev em0", defaultRoute(guest, 0));
            assertAsWanted(guest, "mlxen0");
            assertTrue(guest.applyRelease("hn0").isAsWanted());
            assertEquals(1, guest.details("hn0").fib());
            assertEquals("default via 10.0.0.1 dev hn0", defaultRoute(guest, 1));
            assertEquals("default via 10.5.0.1 dev em0", defaultRoute(guest, 0));
        }
    }

    private static String defaultRoute(Guest guest, int fib) throws NetifException {
        return guest.host().machine().netif().routeTable(fib).stream()
                .map(RouteEntry::route)
                .filter(Route::isDefault)
                .map(Route::toString)
                .findFirst()
                .orElse("none");
    }

    @Test
    @Tag("B12")
    void shouldMoveWhatIfconfigDefaultGaveTheVf() throws Exception {
        try (Guest guest = Guest.with("ifconfig_DEFAULT=\"DHCP\"").boot().offerVf("mlxen0")) {
            guest.host().machine().dhcp().start("mlxen0");
            guest.host().advance(Duration.ofSeconds(10));
            assertEquals(List.of("10.0.0.4/24"), guest.addresses("mlxen0"));
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(List.of(), guest.addresses("mlxen0"));
            assertEquals(List.of(), guest.addresses("hn0"));
            assertEquals(List.of("10.0.0.4/24"), guest.addresses("lagg0"));
            assertFalse(guest.dhcpRuns("mlxen0"));
            assertTrue(guest.dhcpRuns("lagg0"));
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B12")
    void shouldNotCutOffAVfThatSomebodyWorksThrough() throws Exception {
        try (Guest guest =
                Guest.with(DHCP, "ifconfig_mlxen0=\"inet 10.0.0.9/24\"").boot().offerVf("mlxen0")) {
            guest.host().machine().control().addAddress("mlxen0", InterfaceAddress.parse("10.0.0.9/24"));
            assertRefused(
                    "mlxen0 has an address of its own, 10.0.0.9/24; a lagg would cut it off. Remove it, and any"
                            + " ifconfig_mlxen0 from rc.conf",
                    guest.reconcile("hn0", "mlxen0"));
        }
    }

    @Test
    @Tag("B15")
    void shouldProposeNothingForAVfThatIsGone() throws Exception {
        try (Guest guest = Guest.with(DHCP).boot()) {
            for (String vf : List.of("mlxen0", "")) {
                Proposal proposal = guest.reconcile("hn0", vf);
                assertEquals(Proposal.Kind.AS_WANTED, proposal.kind());
                assertEquals("hn0 has no VF now, and is in no lagg", proposal.reason());
            }
        }
    }

    @Test
    void shouldTakeTheUnitOfItsHn() throws Exception {
        Guest.Builder builder = Guest.named("hn10").rcConf("ifconfig_hn10=\"DHCP\"");
        builder.host().interfaceNamed("hn1", "hn", Guest.MAC1);
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            guest.applyReconcile("hn10", "mlxen0");
            assertEquals(List.of("10.0.0.4/24"), guest.addresses("lagg10"));
        }
    }

    @Test
    void shouldDoTheSameWhenTheVfIsUpAlready() throws Exception {
        try (Guest guest = Guest.with(DHCP).boot().offerVf("mlxen0")) {
            guest.host().machine().control().setUp("mlxen0", true);
            guest.host().advance(Duration.ofSeconds(1));
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals("lagg0 via mlxen0", guest.host().machine().pathDescription());
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B11")
    void shouldChangeNothingWhenTheVfRefusesTheMtu() throws Exception {
        Guest.Builder builder = Guest.with("ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000\"", "defaultrouter=\"10.0.0.1\"");
        try (Guest guest = builder.boot()) {
            guest.host().hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(Guest.MAC), 4000);
            guest.host().advance(Duration.ofSeconds(2));
            String before = guest.carried("hn0");
            PlanResult result = guest.applyReconcile("hn0", "mlxen0");
            assertEquals(PlanResult.Outcome.UNDONE, result.outcome());
            assertTrue(result.message().contains("mlxen0"), result.message());
            assertTrue(result.message().contains("MTU"), result.message());
            assertEquals(before, guest.carried("hn0"));
            assertEquals(Optional.empty(), guest.host().netif("lagg0"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("B5")
    void shouldMoveVlansAndTheDefaultRouteThroughOne(boolean defaultByVlan) throws Exception {
        String router = defaultByVlan ? "10.7.0.1" : "10.0.0.1";
        try (Guest guest = Guest.with("ifconfig_hn0=\"inet 10.0.0.4/24\"").boot()) {
            NetifControl control = guest.host().machine().control();
            control.create("vlan7");
            control.setVlan("vlan7", new Vlan("hn0", 7, 3));
            control.addAddress("vlan7", InterfaceAddress.parse("10.7.0.4/24"));
            control.create("vlan8");
            control.setVlan("vlan8", new Vlan("hn0", 8, 0));
            control.setMtu("vlan8", 1400);
            control.setUp("vlan8", true);
            control.addRoute(Route.defaultVia(IpAddress.parse(router), defaultByVlan ? "vlan7" : "hn0"));
            guest.offerVf("mlxen0");
            String before = guest.carried("hn0");
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(
                    Optional.of(new Vlan("lagg0", 7, 3)), guest.details("vlan7").vlan());
            assertEquals(
                    Optional.of(new Vlan("lagg0", 8, 0)), guest.details("vlan8").vlan());
            assertEquals(1400, guest.netif("vlan8").mtu());
            assertEquals(List.of("10.7.0.4/24"), guest.addresses("vlan7"));
            assertTrue(guest.host().machine().hasPath());
            assertEquals(
                    List.of("default via " + router + " dev " + (defaultByVlan ? "vlan7" : "lagg0")), guest.routes());
            assertAsWanted(guest, "mlxen0");
            assertTrue(guest.applyRelease("hn0").isAsWanted());
            assertEquals(before, guest.carried("hn0"));
            assertTrue(guest.host().machine().hasPath());
        }
    }

    @Test
    @Tag("B5")
    void shouldKeepWhatARouterGave() throws Exception {
        try (Guest guest =
                Guest.with(DHCP, "ifconfig_hn0_ipv6=\"inet6 accept_rtadv\"").boot()) {
            NetifControl control = guest.host().machine().control();
            control.changeNd6("hn0", Set.of(Nd6Flag.ACCEPT_RTADV), Set.of(Nd6Flag.IFDISABLED));
            advertise(guest, "hn0");
            String own = "2001:db8:5:0:20d:3aff:fe12:3456/64";
            assertEquals(List.of("10.0.0.4/24", own), guest.addresses("hn0"));
            guest.offerVf("mlxen0");
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(List.of(own, "10.0.0.4/24"), guest.addresses("lagg0"));
            assertTrue(guest.details("lagg0").nd6().contains(Nd6Flag.ACCEPT_RTADV));
            assertEquals(List.of("default via 10.0.0.1 dev lagg0", "default6 via fe80::1 dev lagg0"), guest.routes());
            assertAsWanted(guest, "mlxen0");
            advertise(guest, "mlxen0");
            assertEquals(List.of(own, "10.0.0.4/24"), guest.addresses("lagg0"));
            assertAsWanted(guest, "mlxen0");
        }
    }

    private static void advertise(Guest guest, String ifName) {
        guest.host()
                .hardware()
                .advertise(
                        ifName,
                        "fe80::1",
                        Duration.ofMinutes(30),
                        "2001:db8:5::/64",
                        AddressLifetime.of(Duration.ofDays(7), Duration.ofDays(30)));
    }

    @Test
    void shouldLeaveTheVfToAnOperatorsScript() throws Exception {
        String path = "/usr/libexec/hyperv/hyperv_vfup.hn0";
        Guest.Builder builder = Guest.with(DHCP);
        builder.host().file(Path.of(path), "#!/bin/sh\n");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals("VF mlxen0 of hn0 is left to " + path, proposal.reason());
            assertEquals(List.of("bring up mlxen0", "run " + path), Guest.steps(proposal));
            assertEquals(Optional.empty(), proposal.plan().goesBackAfter());
            assertEquals(
                    "hn0 has no VF now; " + path + " looks after it",
                    guest.reconcile("hn0", "").reason());
            assertRefused(path + " made what there is, and nethook does not know the way back", guest.release("hn0"));
            NetifControl control = guest.host().machine().control();
            control.setUp("mlxen0", true);
            control.create("lagg9");
            control.addLaggPort("lagg9", "mlxen0");
            assertAsWanted(guest, "mlxen0");
        }
    }
}
