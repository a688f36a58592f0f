package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.Nd6Flag;

/** Router advertisements after the kernel's source; no recording has one. */
class RouterAdvertisementTest {
    private static final String RC = "ifconfig_hn0=\"inet 10.0.0.4/24\"\nifconfig_hn0_ipv6=\"inet6 accept_rtadv\"\n";
    private static final String MADE = "2001:db8:1:0:20d:3aff:fe12:3456/64";
    private static final String DEFAULT = "default6 via fe80::1 dev hn0";

    private static RouterAdvertisement advertisement(int routerSeconds, int preferred, int valid) {
        return new RouterAdvertisement(
                IpAddress.parse("fe80::1"),
                Duration.ofSeconds(routerSeconds),
                IpAddress.parse("2001:db8:1::"),
                64,
                AddressLifetime.of(Duration.ofSeconds(preferred), Duration.ofSeconds(valid)));
    }

    private static TestMachine machine(String release) {
        TestMachine machine = TestMachine.hyperV(release, RC);
        machine.run(3);
        return machine;
    }

    private static AddressDetails made(TestMachine machine, String ifName) throws NetifException {
        for (AddressDetails details :
                machine.machine.platform().query().details(ifName).orElseThrow().addresses()) {
            if (details.address().toString().equals(MADE)) {
                return details;
            }
        }
        throw new AssertionError("no " + MADE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldMakeAnAddressAndADefaultRouteThatEnd(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            machine.hardware().advertise("hn0", advertisement(60, 100, 200));
            assertTrue(machine.addresses("hn0").contains(MADE));
            assertTrue(machine.routes().contains(DEFAULT), machine.routes().toString());
            assertTrue(machine.routes().contains("2001:db8:1::/64 dev hn0"));
            machine.run(3);
            assertEquals(Set.of(AddressFlag.AUTOCONF), made(machine, "hn0").flags());
            machine.run(70);
            assertTrue(!machine.routes().contains(DEFAULT), "the router's lifetime is over");
            machine.run(40);
            assertEquals(
                    Set.of(AddressFlag.AUTOCONF, AddressFlag.DEPRECATED),
                    made(machine, "hn0").flags());
            machine.run(100);
            assertTrue(!machine.addresses("hn0").contains(MADE));
        }
    }

    @Test
    void shouldLiveOnWithEachAdvertisement() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            for (int i = 0; i < 10; i++) {
                machine.hardware().advertise("hn0", advertisement(60, 100, 200));
                machine.run(50);
            }
            assertTrue(machine.routes().contains(DEFAULT));
            assertEquals(Set.of(AddressFlag.AUTOCONF), made(machine, "hn0").flags());
            machine.hardware().advertise("hn0", advertisement(0, 100, 200));
            assertTrue(!machine.routes().contains(DEFAULT), "it is no router any more");
        }
    }

    @Test
    void shouldNotEndALongLifetimeWithinTwoHours() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            machine.hardware().advertise("hn0", advertisement(60, 86400, 86400));
            machine.run(10);
            machine.hardware().advertise("hn0", advertisement(60, 0, 1));
            assertEquals(
                    Duration.ofHours(2), made(machine, "hn0").lifetime().valid().orElseThrow());
        }
    }

    @Test
    void shouldBeHeardOnlyWhereItIsAccepted() throws Exception {
        try (TestMachine machine = TestMachine.hyperV("14.0", TestMachine.STATIC)) {
            machine.hardware().advertise("hn0", advertisement(60, 100, 200));
            assertEquals(List.of("10.0.0.4/24"), machine.addresses("hn0"));
        }
        try (TestMachine machine = machine("14.0")) {
            machine.control.changeNd6("hn0", Set.of(Nd6Flag.NO_RADR), Set.of());
            machine.hardware().advertise("hn0", advertisement(60, 100, 200));
            assertTrue(machine.addresses("hn0").contains(MADE));
            assertTrue(!machine.routes().contains(DEFAULT));
        }
    }

    @Tag("B5")
    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldReachTheLaggOfThePortThatCarries(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            machine.hardware().advertise("hn0", advertisement(60, 100, 200));
            machine.control.create("lagg0");
            machine.control.addLaggPort("lagg0", "hn0");
            assertTrue(!machine.routes().contains(DEFAULT), "the routers of hn0 are forgotten");
            machine.control.changeNd6(
                    "lagg0", Set.of(Nd6Flag.ACCEPT_RTADV, Nd6Flag.NO_DAD), Set.of(Nd6Flag.IFDISABLED));
            machine.control.setUp("lagg0", true);
            machine.run(3);
            machine.hardware().advertise("hn0", advertisement(60, 100, 200));
            assertTrue(machine.addresses("lagg0").contains(MADE), "the same address: it has hn0's MAC");
            assertTrue(machine.routes().contains("default6 via fe80::1 dev lagg0"));
            machine.hardware().offerVf("mlxen0", "mlxen", TestMachine.MAC);
            machine.control.addLaggPort("lagg0", "mlxen0");
            machine.control.setUp("mlxen0", true);
            machine.run(55);
            machine.hardware().advertise("hn0", advertisement(60, 100, 200));
            machine.run(30);
            assertTrue(machine.routes().contains("default6 via fe80::1 dev lagg0"), "heard by the VF");
        }
    }

    @Test
    void shouldRefuseWhatNoRouterSends() {
        IpAddress global = IpAddress.parse("2001:db8::1");
        AddressLifetime forever = AddressLifetime.INFINITE;
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new RouterAdvertisement(global, Duration.ofSeconds(1), global, 64, forever));
        assertEquals("a router advertises from a link-local address, not from 2001:db8::1", e.getMessage());
    }
}
