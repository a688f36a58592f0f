package org.nethook.host.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.host.plan.WorkingPath.Kind;

/** What counts as a way out of the machine. */
class WorkingPathTest {
    private final Interfaces machine = new Interfaces();

    private static Netif.Builder up(String name, LinkState link, String... addresses) {
        return Netif.named(name)
                .flags(1, Set.of(InterfaceFlag.UP))
                .linkState(link)
                .addresses(Stream.of(addresses).map(InterfaceAddress::parse).toList());
    }

    private void add(Netif.Builder netif) {
        machine.netifs.add(netif.build());
    }

    private void defaultRoute(String gateway, String ifName) {
        machine.routes.add(Route.defaultVia(IpAddress.parse(gateway), ifName));
    }

    private static Lagg lagg(String port, boolean active) {
        Set<LaggPort.Flag> flags = active ? Set.of(LaggPort.Flag.ACTIVE) : Set.of(LaggPort.Flag.MASTER);
        return new Lagg(LaggProtocol.FAILOVER, List.of(new LaggPort(port, flags)));
    }

    private void assertPath(Kind kind, String ifName) throws Exception {
        assertEquals(new WorkingPath(kind, ifName), WorkingPath.find(machine));
    }

    @Test
    void shouldFindNoneOnABareMachine() throws Exception {
        assertPath(Kind.NONE, "");
    }

    @Test
    void shouldLeadAnywhereByADefaultRoute() throws Exception {
        add(up("hn0", LinkState.UP, "10.0.0.4/24"));
        assertPath(Kind.LINK, "hn0");
        defaultRoute("10.0.0.1", "hn0");
        assertPath(Kind.ROUTED, "hn0");
    }

    @Test
    void shouldNotBelieveALinkThatIsDown() throws Exception {
        add(up("hn0", LinkState.DOWN, "10.0.0.4/24"));
        defaultRoute("10.0.0.1", "hn0");
        assertPath(Kind.NONE, "");
    }

    @Test
    void shouldBelieveAnInterfaceThatDoesNotKnowItsLink() throws Exception {
        add(up("tun0", LinkState.UNKNOWN, "10.0.0.4/24"));
        assertPath(Kind.LINK, "tun0");
    }

    @Test
    void shouldNotCountAnInterfaceThatIsDownOrALoopback() throws Exception {
        add(up("em0", LinkState.UP, "10.0.0.4/24").flags(0, Set.of()));
        add(up("lo0", LinkState.UP, "10.0.0.5/24").flags(9, Set.of(InterfaceFlag.UP, InterfaceFlag.LOOPBACK)));
        assertPath(Kind.NONE, "");
    }

    @Test
    void shouldNotCountAddressesThatReachNobody() throws Exception {
        add(up("em0", LinkState.UP, "169.254.3.4/16", "fe80::1/64", "0.0.0.0/8", "127.0.0.2/8"));
        defaultRoute("fe80::2", "em0");
        assertPath(Kind.NONE, "");
    }

    @Test
    void shouldCountIpv6ByALinkLocalGateway() throws Exception {
        add(up("em0", LinkState.UP, "fe80::1/64", "2001:db8::4/64"));
        defaultRoute("fe80::2", "em0");
        assertPath(Kind.ROUTED, "em0");
    }

    @Test
    void shouldNeedAnAddressOfTheRoutesFamily() throws Exception {
        add(up("em0", LinkState.UP, "10.0.0.4/24"));
        defaultRoute("fe80::2", "em0");
        assertPath(Kind.LINK, "em0");
    }

    @Test
    void shouldNeedAGatewayInReach() throws Exception {
        add(up("em0", LinkState.UP, "10.0.0.4/24"));
        defaultRoute("10.9.9.1", "em0");
        assertPath(Kind.LINK, "em0");
        machine.routes.add(new Route(IpAddress.parse("10.9.9.1"), 32, Optional.empty(), "em0"));
        assertPath(Kind.ROUTED, "em0");
    }

    @Test
    void shouldNeedAnActivePortOfALagg() throws Exception {
        add(up("lagg0", LinkState.UP, "10.0.0.4/24").lagg(lagg("hn0", false)));
        defaultRoute("10.0.0.1", "lagg0");
        assertPath(Kind.NONE, "");
        machine.netifs.clear();
        add(up("lagg0", LinkState.DOWN, "10.0.0.4/24").lagg(lagg("hn0", true)));
        assertPath(Kind.ROUTED, "lagg0");
    }

    @Test
    void shouldNotCountAnAddressOfAPort() throws Exception {
        add(up("hn0", LinkState.UP, "10.0.0.4/24"));
        add(up("lagg0", LinkState.UP).lagg(lagg("hn0", true)));
        defaultRoute("10.0.0.1", "hn0");
        assertPath(Kind.NONE, "");
    }
}
