package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nethook.hypervvf.failover.Guest.assertAsWanted;
import static org.nethook.hypervvf.failover.Guest.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.Proposal;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;

/** Which lagg a hn and its VF get, and which are left alone. */
class LaggChoiceTest {
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
    @Tag("B8")
    void shouldTakeAnotherNameThanThatOfSomebodyElsesLagg() throws Exception {
        Guest.Builder builder = Guest.with(
                "cloned_interfaces=\"lagg0\"",
                "ifconfig_lagg0=\"laggproto lacp laggport em0 laggport em1\"",
                DHCP,
                "ifconfig_hn1=\"inet 10.1.0.4/24\"");
        builder.host()
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .interfaceNamed("em1", "em", "00:00:5e:00:53:02")
                .interfaceNamed("hn1", "hn", Guest.MAC1);
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals("lagg2", proposal.plan().ifName());
            assertEquals(
                    List.of("why lagg2: lagg0 has the ports em0 and em1; lagg1 is left to the hn of that number"),
                    proposal.plan().notes());
            guest.applyReconcile("hn0", "mlxen0");
            assertEquals(
                    LaggProtocol.LACP, guest.netif("lagg0").lagg().orElseThrow().protocol());
            assertEquals(2, guest.netif("lagg0").lagg().orElseThrow().ports().size());
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B8")
    void shouldRefuseAConfiguredNameThatIsSomebodyElses() throws Exception {
        Guest.Builder builder =
                Guest.with("cloned_interfaces=\"lagg7\"", "ifconfig_lagg7=\"laggproto failover laggport em0\"", DHCP);
        builder.host().interfaceNamed("em0", "em", "00:00:5e:00:53:01").config(Failover.LAGG_NAME, "hn0", "lagg7");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals(Proposal.Kind.REFUSED, proposal.kind());
            assertEquals("lagg-name = lagg7 cannot be used for hn0: lagg7 has the port em0", proposal.reason());
        }
    }

    @Test
    void shouldUseTheConfiguredName() throws Exception {
        Guest.Builder builder = Guest.with(DHCP);
        builder.host().config(Failover.LAGG_NAME, "hn0", "lagg7").config(Failover.PATH_TIMEOUT, Duration.ZERO);
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            assertEquals(
                    Optional.empty(), guest.reconcile("hn0", "mlxen0").plan().goesBackAfter());
            guest.applyReconcile("hn0", "mlxen0");
            assertEquals(List.of("10.0.0.4/24"), guest.addresses("lagg7"));
            assertAsWanted(guest, "mlxen0");
        }
    }

    @Test
    @Tag("B8")
    void shouldRefuseAHnThatIsAPortOfALaggOfAnotherKind() throws Exception {
        Guest.Builder builder =
                Guest.with("cloned_interfaces=\"lagg0\"", "ifconfig_lagg0=\"laggproto lacp laggport hn0\"");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            assertRefused("hn0 is a port of lagg0, which is not a failover lagg", guest.reconcile("hn0", "mlxen0"));
            assertRefused("hn0 is a port of lagg0, which is not a failover lagg", guest.release("hn0"));
        }
    }

    @Test
    @Tag("B8")
    void shouldRefuseAVfThatIsAPortOfSomebodyElsesLagg() throws Exception {
        Guest.Builder builder = Guest.with(DHCP);
        builder.host().interfaceNamed("em1", "em", "00:00:5e:00:53:02");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            NetifControl control = guest.host().machine().control();
            control.create("lagg3");
            control.addLaggPort("lagg3", "em1");
            control.addLaggPort("lagg3", "mlxen0");
            assertRefused("mlxen0 is a port of lagg3, which does not hold hn0", guest.reconcile("hn0", "mlxen0"));
        }
    }

    @Test
    void shouldOnlyAddTheVfToALaggThatRcConfConfigures() throws Exception {
        Guest.Builder builder = Guest.with(
                "cloned_interfaces=\"lagg0\"",
                "ifconfig_hn0=\"up\"",
                "ifconfig_lagg0=\"laggproto failover laggport hn0 inet 10.0.0.4/24\"",
                "defaultrouter=\"10.0.0.1\"");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            List<String> steps = Guest.steps(guest.reconcile("hn0", "mlxen0"));
            assertEquals(List.of("add port mlxen0 to lagg0", "bring up mlxen0"), steps);
            guest.applyReconcile("hn0", "mlxen0");
            assertAsWanted(guest, "mlxen0");
            assertRefused(
                    "lagg0 is in rc.conf; take it out there, or it is back at the next boot", guest.release("hn0"));
        }
    }
}
