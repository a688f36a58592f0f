package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nethook.hypervvf.Guests.SETTLED;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.alarms;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;
import static org.nethook.hypervvf.Guests.ports;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.MacAddress;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

/** Events that come late, twice, in another order or not at all lead to the same state, and to no more words. */
class EventOrderTest {
    private final ContextProbe probe = new ContextProbe();

    @Test
    @Tag("B7")
    @Tag("A7")
    void shouldCancelTheWaitEachTimeTheVfLeaves() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            for (int i = 0; i < 3; i++) {
                offer(host, "mce0");
                advance(host, 9);
                host.hardware().revokeVf("mce0");
                advance(host, 60);
            }
            assertEquals(List.of(), host.plans());
            assertEquals(3, notes(host).size(), notes(host)::toString);
            assertEquals("10.0.0.4/24", Guests.ipv4(host, "hn0").get(0));
        }
    }

    @Test
    @Tag("B7")
    void shouldWaitTheWholeDelayAgainForAVfThatCameBack() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            advance(host, 6);
            host.hardware().revokeVf("mce0");
            offer(host, "mce0");
            advance(host, 9);
            assertEquals(Optional.empty(), host.netif("lagg0"));
            advance(host, 2);
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
        }
    }

    @Test
    void shouldBeginTheDelayAnewWithEachIfattachAndSayItOnce() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            for (int i = 0; i < 11; i++) {
                advance(host, 1);
                host.hardware().devctlLine("!system=ETHERNET subsystem=mce0 type=IFATTACH");
            }
            advance(host, 9);
            assertEquals(Optional.empty(), host.netif("lagg0"));
            advance(host, 2);
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
            assertEquals(1, host.plans().size());
            assertEquals(
                    1,
                    host.texts(Told.Kind.NOTE).stream()
                            .filter(text -> text.startsWith("in "))
                            .count());
        }
    }

    @Test
    @Tag("A7")
    void shouldNotActOnALateIfattachOfAVfThatLeft() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            host.hardware().devctlLine("!system=IFNET subsystem=mce0 type=DETACH");
            host.hardware().devctlLine("!system=ETHERNET subsystem=mce0 type=IFATTACH");
            advance(host, 60);
            assertEquals(List.of(), host.plans());
            assertEquals(List.of(), notes(host));
        }
    }

    @Test
    void shouldNotCancelTheWaitForALateDetachOfTheVfsPredecessor() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            advance(host, 1);
            host.hardware().devctlLine("!system=IFNET subsystem=mce0 type=DETACH");
            host.advance(SETTLED);
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
        }
    }

    @Test
    @Tag("A8")
    void shouldNotBelieveAVfUpThatIsOver() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            advance(host, 1);
            host.hardware().devctlLine("!system=HYPERV_NIC_VF subsystem=hn0 type=VF_UP");
            host.hardware().devctlLine("!system=IFNET subsystem=hn0 type=LINK_UP");
            advance(host, 1);
            assertEquals(Optional.empty(), host.netif("lagg0"));
            host.hardware().revokeVf("mce0");
            advance(host, 60);
            assertEquals(List.of(), host.plans());
        }
    }

    @Test
    @Tag("B15")
    void shouldSayOneLineForManyVfUpsWithoutAVf() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            for (int i = 0; i < 20; i++) {
                host.hardware().devctlLine("!system=HYPERV_NIC_VF subsystem=hn0 type=VF_UP");
                advance(host, 60);
            }
            assertEquals(List.of("VF_UP on hn0, but the kernel names no VF of it: nothing is done"), notes(host));
            assertEquals(List.of(), host.plans());
            assertEquals(List.of("hn0", "lo0"), Guests.names(host));
        }
    }

    @Test
    @Tag("B15")
    void shouldNotMakeALaggWithAVfThatIsGone() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            host.machine().control().setUp("mce0", true);
            // Its VF_UP is delivered after it has left.
            host.hardware().revokeVf("mce0");
            advance(host, 60);
            assertEquals(List.of("hn0", "lo0"), Guests.names(host));
            assertEquals(List.of(), host.plans());
            assertEquals(List.of(), alarms(host));
        }
    }

    @Test
    @Tag("A9")
    void shouldReachTheSameStateWhenOnlyTheHostsOwnEventsTellOfTheVf() throws Exception {
        try (TestHost host =
                Guests.fixed(probe).interfaceNamed("mce0", "mce", Guests.MAC).boot()) {
            host.hardware().devctlLine("!system=ETHERNET subsystem=hn0 type=IFATTACH");
            host.hardware().devctlLine("!system=ETHERNET subsystem=mce0 type=IFATTACH");
            host.advance(SETTLED);
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
            assertEquals(1, host.plans().size());
            // And again, as when the host is started anew.
            int told = host.told().size();
            host.hardware().devctlLine("!system=ETHERNET subsystem=hn0 type=IFATTACH");
            host.hardware().devctlLine("!system=ETHERNET subsystem=mce0 type=IFATTACH");
            host.advance(SETTLED);
            assertEquals(
                    List.of(),
                    host.told().subList(told, host.told().size()).stream()
                            .filter(each -> each.kind() != Told.Kind.EVENT)
                            .toList());
        }
    }

    @Test
    @Tag("A10")
    void shouldFollowAnHnThatIsRenamed() throws Exception {
        for (String release : List.of("12.1", "14.0")) {
            try (TestHost host = Guests.fixed(probe).release(release).boot()) {
                offer(host, "mce0");
                host.advance(SETTLED);
                host.hardware().revokeVf("mce0");
                advance(host, 60);
                host.hardware().rename("hn0", "wan0");
                advance(host, 60);
                offer(host, "mce1");
                host.advance(SETTLED);
                assertEquals(List.of("mce1", "wan0"), ports(host, "lagg0"), release);
                assertEquals(Optional.empty(), host.netif("lagg1"));
                assertEquals("lagg0 via mce1", host.machine().pathDescription());
                host.hardware().revokeVf("mce1");
                advance(host, 60);
                assertEquals(
                        "traffic is back on wan0; lagg0 keeps its addresses",
                        notes(host).get(notes(host).size() - 1));
                assertEquals(List.of(), alarms(host));
            }
        }
    }

    @Test
    @Tag("A10")
    void shouldResolveTheVfUpOfARenamedHn() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            host.hardware().rename("hn0", "wan0");
            offer(host, "mce0");
            advance(host, 1);
            host.machine().control().setUp("mce0", true);
            advance(host, 1);
            assertEquals(List.of("mce0", "wan0"), ports(host, "lagg0"));
            assertEquals(1, host.plans().size());
        }
    }

    @Test
    @Tag("B10")
    void shouldNotCrossWireWhateverTheOrder() throws Exception {
        for (boolean firstFirst : List.of(true, false)) {
            try (TestHost host = Guests.fixed(probe)
                    .interfaceNamed("hn1", "hn", Guests.SECOND_MAC)
                    .rcConf(
                            "ifconfig_hn0=\"inet 10.0.0.4/24\"",
                            "ifconfig_hn1=\"inet 10.1.0.4/24\"",
                            "hyperv_vf_delay=\"10\"")
                    .boot()) {
                host.hardware()
                        .offerVf(
                                firstFirst ? "mce1" : "mce10",
                                "mce",
                                MacAddress.parse(firstFirst ? Guests.MAC : Guests.SECOND_MAC));
                host.hardware()
                        .offerVf(
                                firstFirst ? "mce10" : "mce1",
                                "mce",
                                MacAddress.parse(firstFirst ? Guests.SECOND_MAC : Guests.MAC));
                host.hardware().devctlLine("!system=IFNET subsystem=mce1 type=LINK_DOWN");
                host.advance(SETTLED);
                assertEquals(List.of("hn0", "mce1"), ports(host, "lagg0"));
                assertEquals(List.of("hn1", "mce10"), ports(host, "lagg1"));
                assertEquals(List.of("10.0.0.4/24"), Guests.ipv4(host, "lagg0"));
                assertEquals(List.of("10.1.0.4/24"), Guests.ipv4(host, "lagg1"));
                host.hardware().revokeVf("mce1");
                host.advance(Duration.ofMinutes(1));
                assertEquals(List.of("hn0"), ports(host, "lagg0"));
                assertEquals(List.of("hn1", "mce10"), ports(host, "lagg1"));
            }
        }
    }
}
