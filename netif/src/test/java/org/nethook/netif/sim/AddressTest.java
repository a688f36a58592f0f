package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;

/** What c_ipv4, d_ipv6 and f_routes of the recordings show, on the simulated kernel. */
@Tag("K")
class AddressTest {
    private static final Route DEFAULT = Route.defaultVia(IpAddress.parse("10.1.0.1"), "em0");

    private static TestMachine machine(String release) {
        return TestMachine.plain(release, "em0", "em1");
    }

    private static void refused(String errno, Executable call) {
        NetifException e = assertThrows(NetifException.class, call);
        assertEquals(errno, e.errno().orElseThrow().name(), e.getMessage());
    }

    private static List<String> v4(List<String> routes) {
        return routes.stream().filter(route -> !route.contains(":")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldGoUpByItsFirstAddressAndRouteItsNetwork(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            assertFalse(machine.netif("em0").isUp());
            machine.addAddress("em0", "10.1.0.4/24");
            assertTrue(machine.netif("em0").isUp());
            assertEquals(List.of("10.1.0.0/24 dev em0"), v4(machine.routes()));
        }
    }

    @Test
    void shouldTellOfAddressesOnDevctlFrom14OnOnly() throws Exception {
        try (TestMachine old = machine("12.1");
                TestMachine fresh = machine("14.0")) {
            old.control.setUp("em0", true);
            fresh.control.setUp("em0", true);
            old.lines();
            fresh.lines();
            old.addAddress("em0", "10.1.0.4/24");
            fresh.addAddress("em0", "10.1.0.4/24");
            assertEquals(List.of(), old.lines());
            assertEquals(List.of("IFNET em0 ADDR_ADD address=10.1.0.4"), fresh.lines());
            old.hardware().rename("em1", "wan0");
            fresh.hardware().rename("em1", "wan0");
            assertEquals(List.of(), old.lines());
            assertEquals(List.of("IFNET em1 RENAME name=wan0"), fresh.lines());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldLoseTheDefaultRouteWithTheAddressBelowIt(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            machine.addAddress("em0", "10.1.0.4/24");
            machine.control.addRoute(DEFAULT);
            machine.control.setUp("em0", false);
            assertEquals(List.of("default via 10.1.0.1 dev em0"), v4(machine.routes()));
            machine.control.setUp("em0", true);
            assertEquals(List.of("default via 10.1.0.1 dev em0", "10.1.0.0/24 dev em0"), v4(machine.routes()));
            machine.removeAddress("em0", "10.1.0.4/24");
            assertEquals(List.of(), v4(machine.routes()));
        }
    }

    @Test
    void shouldHandThePrefixRouteToAnotherAddressOfThePrefix() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.addAddress("em0", "10.1.0.4/24");
            machine.addAddress("em0", "10.1.0.6/24");
            machine.addAddress("em1", "10.1.0.77/24");
            machine.removeAddress("em0", "10.1.0.4/24");
            assertEquals(List.of("10.1.0.0/24 dev em0"), v4(machine.routes()));
            machine.removeAddress("em0", "10.1.0.6/24");
            assertEquals(List.of("10.1.0.0/24 dev em1"), v4(machine.routes()));
        }
    }

    @Test
    void shouldReplaceAnAddressThatIsAddedAgain() throws Exception {
        try (TestMachine machine = machine("12.1")) {
            machine.addAddress("em0", "10.1.0.4/24");
            machine.addAddress("em0", "10.1.0.4/16");
            assertTrue(machine.addresses("em0").contains("10.1.0.4/16"));
            assertEquals(List.of("10.1.0.0/16 dev em0"), v4(machine.routes()));
        }
    }

    @Test
    void shouldRefuseRoutesThatCannotBe() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            refused("ENETUNREACH", () -> machine.control.addRoute(Route.defaultVia(IpAddress.parse("10.1.0.1"), "")));
            machine.addAddress("em0", "10.1.0.4/24");
            machine.control.addRoute(DEFAULT);
            refused("EEXIST", () -> machine.control.addRoute(DEFAULT));
            refused("EADDRNOTAVAIL", () -> machine.removeAddress("em0", "10.9.9.9/24"));
            refused("EADDRNOTAVAIL", () -> machine.removeAddress("em0", "2001:db8::1/64"));
            refused("ENXIO", () -> machine.addAddress("nosuch0", "10.1.0.4/24"));
        }
    }

    @Test
    void shouldMakeALinkLocalAddressOnGoingUpUnlessIpv6IsDisabled() throws Exception {
        try (TestMachine old = machine("12.1");
                TestMachine fresh = machine("14.0")) {
            old.control.setUp("em0", true);
            fresh.control.setUp("em0", true);
            assertEquals(List.of("fe80::ff:fe00:1/64"), old.addresses("em0"));
            assertEquals(List.of(), fresh.addresses("em0"));
            fresh.addAddress("em0", "2001:db8::4/64");
            assertEquals(List.of("2001:db8::4/64", "fe80::ff:fe00:1/64"), fresh.addresses("em0"));
        }
    }

    @Test
    void shouldRefuseAnIpv6AddressThatAnotherInterfaceHas() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.addAddress("em0", "2001:db8::4/64");
            refused("EEXIST", () -> machine.addAddress("em1", "2001:db8::4/64"));
            machine.addAddress("em0", "10.1.0.4/24");
            machine.addAddress("em1", "10.1.0.4/24");
        }
    }

    @Test
    void shouldRouteIpv6ByALinkLocalGateway() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.addAddress("em0", "2001:db8::4/64");
            machine.addAddress("em1", "2001:db8:1::4/64");
            machine.control.addRoute(Route.defaultVia(IpAddress.parse("fe80::1"), "em1"));
            assertTrue(
                    machine.routes().contains("default6 via fe80::1 dev em1"),
                    machine.routes().toString());
            machine.control.deleteRoute(Route.defaultVia(IpAddress.parse("fe80::1"), "em1"));
            assertFalse(machine.routes().contains("default6 via fe80::1 dev em1"));
        }
    }
}
