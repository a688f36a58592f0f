package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.alarms;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;
import static org.nethook.hypervvf.Guests.ports;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.testkit.TestHost;

/** A VF that comes and goes is put to use when it stays, and not talked about each time. */
class StormTest {
    private final ContextProbe probe = new ContextProbe();

    @Test
    @Tag("A6")
    void shouldMakeOnePlanAfterNineHundredFlapsInAnHour() throws Exception {
        try (TestHost host = Guests.dhcp(probe).boot()) {
            advance(host, 30);
            for (int i = 0; i < 900; i++) {
                offer(host, "mce" + i % 2);
                advance(host, 2);
                host.hardware().revokeVf("mce" + i % 2);
                advance(host, 2);
            }
            assertEquals(List.of(), host.plans());
            offer(host, "mce0");
            advance(host, 60);
            // The second removes what the DHCP client asked with.
            assertEquals(2, host.plans().size());
            assertEquals(1, host.plans().get(1).steps().size());
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
            assertEquals(Duration.ZERO, host.outage());
            assertEquals(List.of(), alarms(host));
            assertEquals(900, counted(host), notes(host)::toString);
            assertTrue(notes(host).size() < 15, notes(host)::toString);
        }
    }

    @Test
    @Tag("A6")
    void shouldCountAHundredFlapsInTenSecondsAndSayItOnce() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            for (int i = 0; i < 100; i++) {
                offer(host, "mce0");
                host.advance(Duration.ofMillis(50));
                host.hardware().revokeVf("mce0");
                host.advance(Duration.ofMillis(50));
            }
            advance(host, 60);
            assertEquals(List.of(), host.plans());
            assertEquals(4, notes(host).size(), notes(host)::toString);
            assertEquals(
                    "hn0: not told one by one in the last 39 s: its VF left 97 times during its delay, and nothing was done",
                    notes(host).get(3));
        }
    }

    @Test
    @Tag("A6")
    void shouldMakeNoPlanForAVfThatIsTakenDownAndUpInTheLagg() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            host.advance(Guests.SETTLED);
            for (int i = 0; i < 100; i++) {
                host.machine().control().setUp("mce0", false);
                host.advance(Duration.ofMillis(50));
                host.machine().control().setUp("mce0", true);
                host.advance(Duration.ofMillis(50));
            }
            advance(host, 60);
            assertEquals(1, host.plans().size());
            assertEquals("lagg0 via mce0", host.machine().pathDescription());
            assertEquals(4, notes(host).size(), notes(host)::toString);
            assertTrue(notes(host).get(3).endsWith("the traffic moved 198 times"), notes(host)::toString);
        }
    }

    /** How often the VF left, as told and as counted. */
    private static int counted(TestHost host) {
        int count = 0;
        for (String note : notes(host)) {
            if (note.contains("its VF left ")) {
                count += Integer.parseInt(note.replaceAll(".*its VF left ([0-9]+) times.*", "$1"));
            } else if (note.contains(" left during its delay")) {
                count++;
            }
        }
        return count;
    }
}
