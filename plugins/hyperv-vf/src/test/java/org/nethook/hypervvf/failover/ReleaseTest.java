package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.Proposal;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.attribute.Nd6Flag;

/** Release is the way back, to exactly the state before. */
class ReleaseTest {

    @Test
    @Tag("B16")
    void shouldGiveTheHnItsConfigurationBackAndDestroyTheLaggLast() throws Exception {
        try (Guest guest = Guest.with("ifconfig_hn0=\"DHCP\"").boot().offerVf("mlxen0")) {
            guest.applyReconcile("hn0", "mlxen0");
            Proposal proposal = guest.release("hn0");
            assertEquals("hn0 gets back what lagg0 carries", proposal.reason());
            assertEquals("hn0", proposal.plan().ifName());
            assertEquals(
                    List.of(
                            "bring down mlxen0",
                            "remove port mlxen0 from lagg0",
                            "stop dhclient on lagg0",
                            "add 10.0.0.4/24 to hn0",
                            "change route default via 10.0.0.1 dev lagg0 to dev hn0",
                            "remove port hn0 from lagg0",
                            "remove 10.0.0.4/24 from lagg0",
                            "start dhclient on hn0",
                            "destroy lagg0"),
                    Guest.steps(proposal));
            assertTrue(guest.applyRelease("hn0").isAsWanted());
            assertEquals("hn0", guest.host().machine().pathDescription());
            assertEquals(Duration.ZERO, guest.host().outage());
            proposal = guest.release("hn0");
            assertEquals(Proposal.Kind.AS_WANTED, proposal.kind());
            assertEquals("hn0 is in no lagg", proposal.reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    @Tag("B16")
    void shouldLeadBackToTheStateBefore(String release) throws Exception {
        Guest.Builder builder = Guest.with(
                        "ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000\"",
                        "ifconfig_hn0_alias0=\"inet 10.0.0.5/32\"",
                        "ifconfig_hn0_ipv6=\"inet6 2001:db8::4/64\"",
                        "defaultrouter=\"10.0.0.1\"",
                        "ipv6_defaultrouter=\"2001:db8::1\"")
                .release(release);
        try (Guest guest = builder.boot()) {
            NetifControl control = guest.host().machine().control();
            control.setDescription("hn0", "uplink");
            control.addGroup("hn0", "outside");
            control.changeNd6("hn0", Set.of(Nd6Flag.ACCEPT_RTADV), Set.of());
            guest.offerVf("mlxen0");
            String before = guest.carried("hn0");
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertTrue(guest.applyRelease("hn0").isAsWanted());
            assertEquals(before, guest.carried("hn0"));
            assertEquals(Optional.empty(), guest.host().netif("lagg0"));
            assertEquals(Duration.ZERO, guest.host().outage());
        }
    }

    @Test
    @Tag("B16")
    void shouldRefuseALaggWithAPortOfSomebodyElse() throws Exception {
        Guest.Builder builder = Guest.with("ifconfig_hn0=\"DHCP\"");
        builder.host().interfaceNamed("em5", "em", "00:00:5e:00:53:05");
        try (Guest guest = builder.boot().offerVf("mlxen0")) {
            guest.applyReconcile("hn0", "mlxen0");
            guest.host().machine().control().removeLaggPort("lagg0", "mlxen0");
            guest.host().machine().control().addLaggPort("lagg0", "em5");
            // A port has the lagg's MAC, so it is known by the one its hardware came with.
            Proposal proposal = guest.release("hn0");
            assertEquals("lagg0 also has the port em5", proposal.reason());
            assertEquals(Proposal.Kind.REFUSED, proposal.kind());
        }
    }
}
