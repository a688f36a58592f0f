package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.alarms;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** The kernel does the failover itself; it is watched, and not touched. */
class TransparentModeTest {
    private final ContextProbe probe = new ContextProbe();

    private TestHostBuilder guest() {
        return Guests.dhcp(probe).sysctl("hw.hn.vf_transparent", 1);
    }

    @Test
    @Tag("B2")
    void shouldTouchNothingAndSayWhoCarriesTheTraffic() throws Exception {
        try (TestHost host = guest().boot()) {
            offer(host, "mlxen0");
            advance(host, 300);
            assertEquals(List.of("hn0", "lo0", "mlxen0"), Guests.names(host));
            host.hardware().revokeVf("mlxen0");
            advance(host, 300);
            assertEquals(List.of(), host.plans());
            assertEquals(List.of(), alarms(host));
            assertEquals(
                    List.of(
                            "VF mlxen0 of hn0: transparent mode, the kernel moves the traffic itself; nothing to do",
                            "the traffic of hn0 goes through mlxen0 now",
                            "traffic is back on hn0"),
                    notes(host));
        }
    }

    @Test
    @Tag("B2")
    void shouldShowModePairAndTraffic() throws Exception {
        try (TestHost host = guest().boot()) {
            offer(host, "mlxen0");
            advance(host, 300);
            assertEquals("transparent: the kernel moves the traffic itself", Guests.fact(host, probe, "mode"));
            assertEquals("mlxen0", Guests.fact(host, probe, "vf"));
            assertEquals("mlxen0 (VF)", Guests.fact(host, probe, "traffic"));
            assertEquals("none", Guests.fact(host, probe, "lagg"));
        }
    }

    @Test
    @Tag("B3")
    void shouldRaiseOneAlarmAndOneAllClearForAVfThatIsNotUsed() throws Exception {
        try (TestHost host = guest().sysctl("hw.hn.vf_xpnt_attwait", 600).boot()) {
            advance(host, 30);
            offer(host, "mlxen0");
            advance(host, 1);
            // The kernel goes on waiting; what it should have waited is over after 2 s + 10 s.
            host.hardware().setSysctl("hw.hn.vf_xpnt_attwait", 2);
            advance(host, 30);
            assertEquals(1, alarms(host).size(), alarms(host)::toString);
            assertTrue(
                    alarms(host).get(0).startsWith("VF mlxen0 of hn0 has carried no traffic for 3"),
                    alarms(host)::toString);
            assertTrue(alarms(host).get(0).contains("the kernel has not brought mlxen0 up"), alarms(host)::toString);
            assertTrue(Guests.fact(host, probe, "alarm").startsWith("VF mlxen0 carries no traffic since "));
            advance(host, 500);
            assertEquals(1, alarms(host).size());
            advance(host, 120);
            assertEquals(1, alarms(host).size());
            assertEquals(
                    1,
                    notes(host).stream()
                            .filter("all clear for hn0: its VF mlxen0 carries its traffic"::equals)
                            .count(),
                    notes(host)::toString);
            advance(host, 3600);
            assertEquals(1, alarms(host).size());
        }
    }

    @Test
    @Tag("B3")
    void shouldTellOfAVfThatFailsWithoutAWordAndOfItsRecovery() throws Exception {
        try (TestHost host = guest().boot()) {
            advance(host, 30);
            offer(host, "mlxen0");
            advance(host, 60);
            host.hardware().failVf("mlxen0");
            advance(host, 60);
            assertEquals(1, alarms(host).size(), alarms(host)::toString);
            assertTrue(
                    alarms(host).get(0).startsWith("VF mlxen0 of hn0 has carried no traffic for 1"),
                    alarms(host)::toString);
            assertTrue(alarms(host).get(0).contains("mlxen0 is up, but"), alarms(host)::toString);
            advance(host, 3600);
            assertEquals(1, alarms(host).size());
            host.hardware().recoverVf("mlxen0");
            advance(host, 60);
            assertTrue(
                    notes(host).contains("all clear for hn0: its VF mlxen0 carries its traffic"),
                    notes(host)::toString);
            assertEquals("", Guests.fact(host, probe, "alarm"));
            assertEquals(List.of(), host.plans());
            host.hardware().failVf("mlxen0");
            advance(host, 60);
            assertEquals(2, alarms(host).size(), "another time is another alarm");
        }
    }

    @Test
    @Tag("B3")
    void shouldWaitTheSettleTimeThatTheKernelWaits() throws Exception {
        try (TestHost host = guest().sysctl("hw.hn.vf_xpnt_attwait", 120).boot()) {
            offer(host, "mlxen0");
            advance(host, 600);
            assertEquals(List.of(), alarms(host));
            assertEquals("mlxen0 (VF)", Guests.fact(host, probe, "traffic"));
        }
    }

    @Test
    @Tag("B3")
    void shouldEndTheAlarmWhenTheVfLeaves() throws Exception {
        try (TestHost host = guest().sysctl("hw.hn.vf_xpnt_attwait", 600).boot()) {
            offer(host, "mlxen0");
            advance(host, 1);
            host.hardware().setSysctl("hw.hn.vf_xpnt_attwait", 2);
            advance(host, 60);
            assertEquals(1, alarms(host).size());
            host.hardware().revokeVf("mlxen0");
            advance(host, 60);
            assertEquals(1, alarms(host).size());
            assertTrue(notes(host).contains("all clear for hn0: its VF is gone"), notes(host)::toString);
        }
    }

    @Test
    @Tag("B3")
    void shouldNotRaiseAnAlarmWhileTheHnIsDown() throws Exception {
        try (TestHost host = guest().boot()) {
            offer(host, "mlxen0");
            advance(host, 60);
            host.machine().control().setUp("hn0", false);
            advance(host, 600);
            assertEquals(List.of(), alarms(host));
            assertEquals("hn0 (hn)", Guests.fact(host, probe, "traffic"));
        }
    }
}
