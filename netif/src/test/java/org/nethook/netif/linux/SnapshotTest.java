package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.rtnetlink.Link;

class SnapshotTest {

    @Test
    void shouldReadAnInterfaceInFull() throws NetifException {
        Netif va = named("va", Recorded.veth().interfaces());

        assertEquals(3, va.index());
        assertEquals(
                Set.of(
                        InterfaceFlag.UP,
                        InterfaceFlag.BROADCAST,
                        InterfaceFlag.RUNNING,
                        InterfaceFlag.MULTICAST,
                        InterfaceFlag.LOWER_UP),
                va.flags());
        assertEquals(0x11043, va.rawFlags());
        assertEquals(1500, va.mtu());
        assertEquals(Optional.of(MacAddress.parse("02:00:00:00:00:0a")), va.mac());
        assertEquals(LinkState.UP, va.linkState());
        assertEquals(Optional.of("veth"), va.driver());
        assertEquals(List.of("192.0.2.4/24", "192.0.2.5/24", "2001:db8::4/64", "fe80::ff:fe00:a/64"), addresses(va));
        assertEquals(
                Optional.of(IpAddress.parse("192.0.2.255")),
                va.addresses().get(0).broadcast());
        assertEquals(Optional.empty(), va.addresses().get(1).broadcast());
        assertTrue(va.lagg().isEmpty());
    }

    @Test
    void shouldListInTheOrderOfTheIndex() throws NetifException {
        List<String> names = new ArrayList<>();
        for (Netif netif : Recorded.veth().interfaces()) {
            names.add(netif.index() + " " + netif.ifName());
        }

        assertEquals(List.of("1 lo", "2 vb", "3 va", "4 vd", "5 vc"), names);
    }

    @Test
    void shouldTellDownFromUnknown() throws NetifException {
        List<Netif> interfaces = Recorded.veth().interfaces();

        assertEquals(LinkState.UNKNOWN, named("lo", interfaces).linkState());
        assertEquals(LinkState.DOWN, named("vc", interfaces).linkState());
        assertTrue(named("vc", interfaces).isUp());
        assertEquals(9000, named("vc", interfaces).mtu());
        assertEquals(LinkState.DOWN, named("vd", interfaces).linkState());
        assertTrue(!named("vd", interfaces).isUp());
    }

    @Test
    void shouldReadTheOwnEndOfAPointToPointAddress() throws NetifException {
        assertEquals(
                List.of("198.51.100.1/32", "2001:db8:1::1/128", "fe80::ff:fe00:b/64"),
                addresses(named("vb", Recorded.veth().interfaces())));
    }

    @Test
    void shouldShowOnlyUnicastRoutesOfTheMainTable() throws NetifException {
        List<String> routes = new ArrayList<>();
        Recorded.veth()
                .routes(LinkRoute.readAll(Recorded.payloads("veth-routes")))
                .forEach(route -> routes.add(route.toString()));

        assertEquals(
                List.of(
                        "default via 192.0.2.1 dev va",
                        "192.0.2.0/24 dev va",
                        "198.51.100.2/32 dev vb",
                        "203.0.113.0/24 via 192.0.2.1 dev va",
                        "203.0.113.0/24 via 198.51.100.2 dev vb",
                        "2001:db8::/64 dev va",
                        "fe80::/64 dev vb",
                        "fe80::/64 dev va",
                        "default6 via fe80::1 dev va"),
                routes);
    }

    @Test
    void shouldSeeABondAsALagg() throws NetifException {
        List<Netif> interfaces = new Snapshot(Link.readAll(Recorded.payloads("bond-links")), List.of()).interfaces();

        Netif bond = named("bond7", interfaces);
        assertEquals(Optional.of("bond"), bond.driver());
        assertTrue(bond.flags().contains(InterfaceFlag.MASTER));
        assertEquals(
                Optional.of(new Lagg(
                        LaggProtocol.FAILOVER,
                        List.of(
                                new LaggPort("p0", Set.of(LaggPort.Flag.MASTER, LaggPort.Flag.ACTIVE)),
                                new LaggPort("p1", Set.of())))),
                bond.lagg());
        assertTrue(named("p0", interfaces).flags().contains(InterfaceFlag.SLAVE));
        assertTrue(named("p0", interfaces).lagg().isEmpty());
    }

    @Test
    void shouldCallAPortOfABalancingBondActiveWhileItHasLink() throws NetifException {
        List<Netif> interfaces = new Snapshot(Link.readAll(Recorded.payloads("bond-links")), List.of()).interfaces();

        assertEquals(
                Optional.of(new Lagg(
                        LaggProtocol.LOADBALANCE,
                        List.of(new LaggPort("p2", Set.of(LaggPort.Flag.ACTIVE)), new LaggPort("p3", Set.of())))),
                named("bond8", interfaces).lagg());
    }

    private static Netif named(String ifName, List<Netif> interfaces) {
        return interfaces.stream()
                .filter(netif -> netif.ifName().equals(ifName))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> addresses(Netif netif) {
        List<String> addresses = new ArrayList<>();
        netif.addresses().forEach(address -> addresses.add(address.toString()));
        return addresses;
    }
}
