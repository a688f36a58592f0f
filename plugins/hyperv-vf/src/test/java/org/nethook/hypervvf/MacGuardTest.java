package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.SETTLED;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.alarms;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.testkit.TestHost;

/** hn, VF and lagg have one MAC; only one of them is to be configured. */
class MacGuardTest {
    private final ContextProbe probe = new ContextProbe();

    @Test
    @Tag("B12")
    void shouldNeverConfigureTheVfItselfThoughTheDefaultIsDhcp() throws Exception {
        try (TestHost host = Guests.dhcp(probe)
                .rcConf("ifconfig_DEFAULT=\"DHCP\"", "hyperv_vf_delay=\"10\"")
                .boot()) {
            advance(host, 30);
            for (String vf : List.of("mce0", "mce1")) {
                offer(host, vf);
                for (int i = 0; i < 60; i++) {
                    advance(host, 1);
                    assertFalse(host.machine().dhcp().isRunning(vf));
                    assertEquals(List.of(), Guests.ipv4(host, vf));
                }
                assertEquals(List.of("10.0.0.4/24"), Guests.ipv4(host, "lagg0"));
                assertTrue(host.machine().dhcp().isRunning("lagg0"));
                host.hardware().revokeVf(vf);
                advance(host, 30);
            }
            assertEquals(List.of(), alarms(host));
        }
    }

    @Test
    @Tag("B12")
    void shouldWarnOnceWhenAnAgentConfiguresTheVf() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            host.advance(SETTLED);
            host.machine().control().addAddress("mce0", InterfaceAddress.parse("10.0.0.9/24"));
            advance(host, 60);
            assertEquals(1, alarms(host).size(), alarms(host)::toString);
            assertTrue(
                    alarms(host).get(0).startsWith("mce0 is the VF of hn0 and has an address of its own (10.0.0.9/24)"),
                    alarms(host)::toString);
            assertTrue(Guests.fact(host, probe, "alarm").startsWith("mce0 is the VF of hn0"));
            for (int i = 0; i < 5; i++) {
                host.hardware().devctlLine("!system=IFNET subsystem=mce0 type=LINK_UP");
                advance(host, 60);
            }
            assertEquals(1, alarms(host).size());
            host.machine().control().removeAddress("mce0", InterfaceAddress.parse("10.0.0.9/24"));
            advance(host, 60);
            assertEquals(
                    "all clear for hn0: only lagg0 is configured again",
                    notes(host).get(notes(host).size() - 1));
            assertEquals("", Guests.fact(host, probe, "alarm"));
        }
    }

    @Test
    @Tag("B12")
    void shouldWarnOnFreeBsd12WithoutEventsOfAddresses() throws Exception {
        try (TestHost host = Guests.dhcp(probe).release("12.1").boot()) {
            advance(host, 30);
            offer(host, "mce0");
            host.advance(SETTLED);
            host.machine().dhcp().start("mce0");
            host.hardware().devctlLine("!system=IFNET subsystem=mce0 type=LINK_UP");
            advance(host, 60);
            assertEquals(1, alarms(host).size(), alarms(host)::toString);
            assertTrue(alarms(host).get(0).contains("mce0 is the VF of hn0 and has a DHCP client of its own"));
        }
    }

    @Test
    void shouldNotWarnOfWhatIsOverInAMoment() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            host.advance(SETTLED);
            host.machine().control().addAddress("mce0", InterfaceAddress.parse("10.0.0.9/24"));
            advance(host, 2);
            host.machine().control().removeAddress("mce0", InterfaceAddress.parse("10.0.0.9/24"));
            advance(host, 60);
            assertEquals(List.of(), alarms(host));
        }
    }

    @Test
    void shouldSayWhoHasTheMacAndWhoTheAddresses() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            assertEquals(Guests.MAC + ": hn0 (hn, has the addresses)", Guests.fact(host, probe, "mac"));
            offer(host, "mce0");
            host.advance(SETTLED);
            String owners = Guests.MAC + ": hn0 (hn), mce0 (VF), lagg0 (lagg, has the addresses)";
            assertEquals(owners, Guests.fact(host, probe, "mac"));
            assertEquals("lagg0", Guests.fact(host, probe, "addresses"));
            assertTrue(
                    probe.of(host).state().get("pair.hn0").orElseThrow().contains("mac=" + owners + "\n"),
                    "others find it in the state too");
        }
    }
}
