package org.nethook.host.resident.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nethook.host.resident.status.HostStatus.Events;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.status.HostStatus.SourceStatus;
import org.nethook.host.resident.status.HostStatus.Threads;

class MetricsTextTest {
    private static final Quantiles QUANTILES = new Quantiles(
            7, Duration.ofNanos(250_000), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));

    private final String text = MetricsText.of(new HostStatus(
            Instant.ofEpochSecond(1000),
            Instant.ofEpochSecond(2000),
            new Events(10, 6, 2, 1, 1, 0),
            3,
            QUANTILES,
            new Threads(4, 3, 0),
            List.of(new SourceStatus("devd", "connected", 9, null), new SourceStatus("a \"b\"\\", "", 1, null)),
            List.of(),
            List.of(
                    new PluginStatus("a", 7, 1, 1, 2, 1, Instant.EPOCH, "x", 1, 0, QUANTILES, QUANTILES),
                    new PluginStatus("b", 8, 0, 0, 0, 0, null, "", 0, 5, QUANTILES, QUANTILES)),
            List.of()));

    @Test
    void shouldTellWhatAnAlertNeeds() {
        for (String line : List.of(
                "nethook_events_received_total 10",
                "nethook_events_total{ended=\"dropped\"} 1",
                "nethook_events_pending{state=\"waiting\"} 1",
                "nethook_resyncs_total 3",
                "nethook_hook_threads{state=\"busy\"} 1",
                "nethook_start_time_seconds 1000",
                "nethook_source_events_total{source=\"devd\"} 9",
                "nethook_source_events_total{source=\"a \\\"b\\\"\\\\\"} 1",
                "nethook_plugin_parked{plugin=\"a\"} 1",
                "nethook_plugin_parked{plugin=\"b\"} 0",
                "nethook_plugin_tasks_waiting{plugin=\"b\"} 5",
                "nethook_event_latency_seconds{quantile=\"0.5\"} 2.5E-4",
                "nethook_event_latency_seconds_count 7",
                "nethook_plugin_latency_seconds{plugin=\"a\",quantile=\"0.99\"} 0.002",
                "nethook_plugin_latency_seconds_count{plugin=\"b\"} 7")) {
            assertTrue(text.contains("\n" + line + "\n"), line + " is not in\n" + text);
        }
    }

    @Test
    void shouldDescribeEachMetricOnceAndBeforeItsValues() {
        Set<String> described = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                assertTrue(described.add(line.split(" ")[2]), line);
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                String name = line.split("[{ ]")[0];
                assertTrue(described.contains(name) || described.contains(name.replace("_count", "")), line);
                assertEquals(2, line.replaceAll("\\{.*}", "").split(" ").length, line);
            }
        }
        assertTrue(text.endsWith("\n"));
    }
}
