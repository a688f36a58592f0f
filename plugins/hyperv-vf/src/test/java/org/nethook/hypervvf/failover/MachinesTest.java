package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.Proposal;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;

/**
 * Machines made up by chance, the same at every run: what a plan leads to needs no further plan, no address is on two
 * interfaces, and the release of it is the machine as it was.
 */
@Tag("B5")
@Tag("B16")
class MachinesTest {
    private static final int MACHINES = 150;

    @Test
    void shouldConvergeAndLeadBack() throws Exception {
        for (int seed = 0; seed < MACHINES; seed++) {
            Random random = new Random(seed);
            String described = "seed " + seed;
            try (Guest guest = machine(random)) {
                String before = guest.carried("hn0");
                Proposal proposal = guest.reconcile("hn0", "mlxen0");
                assertEquals(Proposal.Kind.CHANGE, proposal.kind(), described + ": " + proposal.reason());
                String plan = described + "\n" + String.join("\n", Guest.steps(proposal));
                String lagg = proposal.plan().ifName();
                assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted(), plan);
                assertEquals(List.of(), Guest.steps(guest.reconcile("hn0", "mlxen0")), plan);
                assertNoAddressTwice(guest, plan);
                assertEquals(List.of(), guest.addresses("hn0"), plan);
                assertEquals(List.of(), guest.addresses("mlxen0"), plan);
                assertEquals(lagg + " via mlxen0", guest.host().machine().pathDescription(), plan);
                guest.host().hardware().revokeVf("mlxen0");
                guest.host().advance(Duration.ofSeconds(30));
                assertEquals(List.of(), Guest.steps(guest.reconcile("hn0", "")), plan);
                assertTrue(guest.applyRelease("hn0").isAsWanted(), plan);
                assertEquals(before, guest.carried("hn0"), plan);
                assertNoAddressTwice(guest, plan);
                assertEquals(Duration.ZERO, guest.host().outage(), plan);
            }
        }
    }

    private static Guest machine(Random random) throws NetifException {
        List<String> rc = new ArrayList<>();
        boolean dhcp = random.nextBoolean();
        String mtu = random.nextInt(4) == 0 ? " mtu 9000" : "";
        rc.add("ifconfig_hn0=\"" + (dhcp ? pick(random, "DHCP", "SYNCDHCP", "NOSYNCDHCP") : "inet 10.0.0.4/24") + mtu
                + "\"");
        if (!dhcp) {
            rc.add("defaultrouter=\"10.0.0.1\"");
        }
        int aliases = random.nextInt(4);
        for (int i = 0; i < aliases; i++) {
            rc.add("ifconfig_hn0_alias" + i + "=\"inet "
                    + pick(random, "10.0.0." + (20 + i) + "/32", "192.168." + i + ".1/24") + "\"");
        }
        int six = random.nextInt(3);
        if (six > 0) {
            rc.add("ifconfig_hn0_ipv6=\"inet6 2001:db8::4/64\"");
            rc.add("ipv6_defaultrouter=\"" + pick(random, "2001:db8::1", "NO") + "\"");
        }
        if (six > 1) {
            rc.add("ifconfig_hn0_alias" + aliases + "=\"inet6 2001:db8:1::4/" + pick(random, "64", "128") + "\"");
        }
        boolean second = random.nextBoolean();
        boolean foreign = random.nextInt(3) == 0;
        if (second) {
            rc.add("ifconfig_hn1=\"inet 10.1.0.4/24\"");
        }
        if (foreign) {
            rc.add("cloned_interfaces=\"lagg0\"");
            rc.add("ifconfig_lagg0=\"laggproto lacp laggport em0 inet 10.3.0.1/24\"");
        }
        Guest.Builder builder = Guest.with(rc.toArray(new String[0])).release(pick(random, "12.1", "14.0"));
        if (second) {
            builder.host().interfaceNamed("hn1", "hn", Guest.MAC1);
        }
        if (foreign) {
            builder.host().interfaceNamed("em0", "em", "00:00:5e:00:53:01");
        }
        Guest guest = builder.boot();
        NetifControl control = guest.host().machine().control();
        if (random.nextBoolean()) {
            control.setDescription("hn0", "uplink " + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            control.addGroup("hn0", "outside");
        }
        if (six > 0 && random.nextBoolean()) {
            control.changeNd6("hn0", Set.of(Nd6Flag.ACCEPT_RTADV), Set.of());
        }
        if (random.nextBoolean()) {
            control.addRoute(route("10.9.0.0", 16, "10.0.0." + (200 + random.nextInt(50))));
            control.addRoute(route("10.7.1.1", 32, "10.0.0.250"));
        }
        if (six > 0 && random.nextBoolean()) {
            control.addRoute(route("2001:db8:9::", 48, "2001:db8::9"));
        }
        return guest.offerVf("mlxen0");
    }

    private static Route route(String destination, int length, String gateway) {
        return new Route(IpAddress.parse(destination), length, java.util.Optional.of(IpAddress.parse(gateway)), "hn0");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static void assertNoAddressTwice(Guest guest, String message) throws NetifException {
        Map<IpAddress, String> owners = new HashMap<>();
        for (Netif netif : guest.host().machine().netif().list()) {
            for (InterfaceAddress each : netif.addresses()) {
                if (!each.address().isLinkLocalV6()) {
                    String other = owners.put(each.address(), netif.ifName());
                    assertEquals(null, other, each + " is also on " + netif + "\n" + message);
                }
            }
        }
    }

    /** rc makes its VLANs before a VF is up; one that is not there was taken away, and is not made behind somebody's back. */
    @Test
    @Tag("B5")
    void shouldNoteAVlanOfRcConfThatDoesNotExist() throws Exception {
        String[] rcConf = {
            "ifconfig_hn0=\"inet 10.0.0.4/24\"",
            "vlans_hn0=\"100 vlan200\"",
            "create_args_vlan200=\"vlan 200\"",
            "ifconfig_hn0_100=\"inet 10.100.0.4/24\""
        };
        try (Guest guest = Guest.with(rcConf).boot().offerVf("mlxen0")) {
            guest.host().machine().control().destroy("vlan200");
            Proposal proposal = guest.reconcile("hn0", "mlxen0");
            assertEquals(
                    List.of(
                            "rc.conf gives hn0 the VLAN vlan200, which does not exist, so nothing of it is moved; if it is "
                                    + "made later on hn0, \"nethook apply hn0\" moves it"),
                    proposal.plan().notes().stream()
                            .filter(note -> note.contains("VLAN"))
                            .toList());
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals(Optional.empty(), guest.host().netif("vlan200"));
            assertEquals("lagg0", guest.details("hn0.100").vlan().orElseThrow().parent());
            NetifControl control = guest.host().machine().control();
            control.create("vlan200");
            control.setVlan("vlan200", new Vlan("hn0", 200, 0));
            assertTrue(guest.applyReconcile("hn0", "mlxen0").isAsWanted());
            assertEquals("lagg0", guest.details("vlan200").vlan().orElseThrow().parent());
        }
    }
}
