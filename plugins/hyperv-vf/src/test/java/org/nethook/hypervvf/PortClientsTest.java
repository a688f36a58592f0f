package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.SETTLED;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.alarms;
import static org.nethook.hypervvf.Guests.ipv4;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Route;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder.Devd;
import org.nethook.testkit.fault.Fault;
import org.nethook.testkit.fault.SystemCall;

/** devd starts a DHCP client on the hn each time its link comes back: there must not be two owners of one address. */
@Tag("B4")
@Tag("B6")
class PortClientsTest {
    private static final int ENOMEM = 12;

    private final ContextProbe probe = new ContextProbe();

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldEndTheClientThatBasesRuleStartsOnThePort(String release) throws Exception {
        try (TestHost host = Guests.dhcp(probe).release(release).devd(Devd.BASE).boot()) {
            migrate(host);
            advance(host, 1);
            advance(host, 20);
            assertOneOwner(host);
            assertEquals(1, said(host));
            assertEquals(List.of(), alarms(host));
            assertTrue(Guests.fact(host, probe, "dhcp on a port").startsWith("ended 1 times"));
            assertEquals(Duration.ZERO, host.outage());
        }
    }

    @Test
    void shouldNeverHaveOneWithNethooksRule() throws Exception {
        try (TestHost host = Guests.dhcp(probe).boot()) {
            migrate(host);
            for (int i = 0; i < 20; i++) {
                advance(host, 1);
                assertOneOwner(host);
            }
            assertEquals(0, said(host));
            assertEquals("", Guests.fact(host, probe, "dhcp on a port"));
        }
    }

    @Test
    @Tag("A6")
    void shouldNotFightWithDevdInAStorm() throws Exception {
        try (TestHost host = Guests.dhcp(probe).devd(Devd.BASE).boot()) {
            migrate(host);
            int plans = host.plans().size();
            for (int i = 0; i < 200; i++) {
                host.hardware().loseLink("hn0");
                advance(host, 1);
                host.hardware().restoreLink("hn0");
                advance(host, 2);
            }
            assertTrue(host.plans().size() - plans <= 12, () -> host.plans().size() + " plans");
            assertEquals(1, said(host));
            advance(host, 120);
            assertOneOwner(host);
        }
    }

    @Test
    @Tag("B12")
    void shouldEndTheClientThatTheDefaultGivesTheVf() throws Exception {
        try (TestHost host = Guests.dhcp(probe)
                .rcConf("ifconfig_DEFAULT=\"DHCP\"", "hyperv_vf_delay=\"10\"")
                .devd(Devd.BASE)
                .boot()) {
            advance(host, 30);
            offer(host, "mce0");
            host.advance(SETTLED);
            advance(host, 20);
            assertFalse(host.machine().dhcp().isRunning("mce0"));
            assertEquals(List.of(), ipv4(host, "mce0"));
            assertOneOwner(host);
            assertEquals(List.of(), alarms(host));
        }
    }

    @ParameterizedTest
    @Tag("B5")
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldPutRoutesBackThatTheClientLosesWhenItHasItsLease(String release) throws Exception {
        try (TestHost host = Guests.dhcp(probe).release(release).boot()) {
            advance(host, 30);
            Route route = new Route(IpAddress.parse("10.9.0.0"), 16, Optional.of(IpAddress.parse("10.0.0.254")), "hn0");
            host.machine().control().addRoute(route);
            offer(host, "mce0");
            host.advance(SETTLED);
            advance(host, 10);
            assertTrue(
                    host.routes().toString().contains("10.9.0.0/16 via 10.0.0.254 dev lagg0"), host.routes()::toString);
            assertOneOwner(host);
            assertEquals(Optional.empty(), probe.of(host).state().get("routes.hn0"));
        }
    }

    @Test
    @Tag("B9")
    @Tag("B16")
    void shouldLookAfterAClientThatAnotherThanAnEventStarted() throws Exception {
        try (TestHost host = Guests.dhcp(probe).boot()) {
            migrate(host);
            advance(host, 120);
            host.machine().dhcp().stop("lagg0");
            host.machine().dhcp().start("lagg0");
            host.hardware().devctlLine("!system=ETHERNET subsystem=hn0 type=IFATTACH");
            advance(host, 4);
            assertOneOwner(host);
        }
    }

    @Test
    @Tag("fault")
    void shouldComeBackToWhatTheClientLeftWhicheverCallIsRefusedAtTheLook() throws Exception {
        for (SystemCall call : List.of(SystemCall.SYSCTL, SystemCall.IOCTL)) {
            int calls = leaseWithRefused(call, 1000);
            assertTrue(calls > 10, call + ": " + calls);
            for (int nth = 1; nth <= calls; nth++) {
                leaseWithRefused(call, nth);
            }
        }
    }

    /** Returns the calls of this kind from the plan to the end of the look after the lease. */
    private int leaseWithRefused(SystemCall call, int nth) throws Exception {
        try (TestHost host = Guests.dhcp(probe).boot()) {
            advance(host, 30);
            Route route = new Route(IpAddress.parse("10.9.0.0"), 16, Optional.of(IpAddress.parse("10.0.0.254")), "hn0");
            host.machine().control().addRoute(route);
            offer(host, "mce0");
            host.advance(Duration.ofMillis(12_500));
            host.systemCalls().reset();
            host.systemCalls().fail(Fault.of(call, nth, ENOMEM));
            host.advance(Duration.ofMillis(1500));
            int calls = host.systemCalls().count(call);
            advance(host, 600);
            String when = call + " " + nth + " refused: " + host.routes();
            assertEquals(List.of("10.0.0.4/24"), ipv4(host, "lagg0"), when);
            assertTrue(host.routes().toString().contains("10.9.0.0/16 via 10.0.0.254 dev lagg0"), when);
            return calls;
        }
    }

    @Test
    @Tag("B9")
    void shouldKnowTheRoutesOfAPlanThatTheHostFinishesAfterACrash() throws Exception {
        for (int steps = 1; steps < 17; steps++) {
            try (TestHost host = Guests.dhcp(probe).boot()) {
                advance(host, 30);
                Route route =
                        new Route(IpAddress.parse("10.9.0.0"), 16, Optional.of(IpAddress.parse("10.0.0.254")), "hn0");
                host.machine().control().addRoute(route);
                host.crashAfterSteps(steps);
                offer(host, "mce0");
                host.advance(SETTLED);
                host.restart();
                advance(host, 300);
                assertEquals(List.of("10.0.0.4/24"), ipv4(host, "lagg0"), "after " + steps);
                assertTrue(
                        host.routes().toString().contains("10.9.0.0/16 via 10.0.0.254 dev lagg0"),
                        host.routes().toString());
            }
        }
    }

    private void migrate(TestHost host) throws Exception {
        advance(host, 30);
        offer(host, "mce0");
        host.advance(SETTLED);
        host.hardware().revokeVf("mce0");
    }

    private static void assertOneOwner(TestHost host) throws Exception {
        assertEquals(List.of(), ipv4(host, "hn0"));
        assertFalse(host.machine().dhcp().isRunning("hn0"));
        assertEquals(List.of("10.0.0.4/24"), ipv4(host, "lagg0"));
        assertTrue(host.machine().dhcp().isRunning("lagg0"));
        assertTrue(host.machine().hasPath());
    }

    private static long said(TestHost host) {
        return notes(host).stream()
                .filter(text -> text.contains("has a DHCP client of its own"))
                .count();
    }
}
