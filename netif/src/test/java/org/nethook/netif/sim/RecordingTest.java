package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulated kernel answers what a real one answered, where it knows the request at all. */
@Tag("K")
class RecordingTest {

    private static Recording.Outcome replay(String release, String name) throws IOException {
        String resource = "/kernel-corpus/" + release + "/" + name + ".jsonl";
        try (InputStream lines = RecordingTest.class.getResourceAsStream(resource)) {
            return Recording.replay(release, lines, "vtnet0", "vtnet1");
        }
    }

    private static List<String> except(Recording.Outcome outcome, String notSimulated) {
        return outcome.differences().stream()
                .filter(difference -> !difference.matches(notSimulated))
                .toList();
    }

    @Test
    void shouldFailOverAsEpairsDid() throws Exception {
        Recording.Outcome outcome = replay("12.1", "e1_failover_epair");
        assertEquals(List.of(), outcome.differences());
        assertEquals(260, outcome.calls());
        assertEquals(outcome.recordedLines(), outcome.lines());
    }

    @Test
    void shouldAddAndDeleteIpv4AddressesAsRecorded() throws Exception {
        Recording.Outcome outcome = replay("12.1", "c_ipv4");
        assertEquals(List.of(), outcome.differences());
        assertEquals(115, outcome.calls());
        assertEquals(outcome.recordedLines(), outcome.lines());
    }

    /** Bridges, tunnels and VLANs are not simulated, nor what LACP negotiates. */
    @Test
    void shouldDoWithLaggsAsRecorded() throws Exception {
        Recording.Outcome outcome = replay("12.1", "b_lagg");
        assertEquals(List.of(), except(outcome, "(?s).*\\((create |destroy |lagg0 -?laggport )?" + "(proto 4)\\).*"));
        assertTrue(outcome.same() >= 430, outcome.same() + " of " + outcome.calls());
        List<String> recorded = outcome.recordedLines().stream().toList();
        assertEquals(recorded, outcome.lines());
    }

    /** A host route to 0.0.0.0 is not simulated. */
    @Test
    void shouldChangeRoutesAsRecorded() throws Exception {
        Recording.Outcome outcome = replay("14.0", "f_routes");
        assertEquals(List.of(), except(outcome, "(233|236) .*"));
        assertEquals(93, outcome.calls());
        assertEquals(outcome.recordedLines(), outcome.lines());
    }
}
