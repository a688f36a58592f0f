package org.nethook.host.resident.status;

import java.time.Duration;
import java.util.function.ToLongFunction;
import org.nethook.host.resident.status.HostStatus.Events;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.status.HostStatus.SourceStatus;

/** A status as Prometheus reads it: text exposition format 0.0.4, for a scrape or the textfile collector. */
public final class MetricsText {
    private final StringBuilder text = new StringBuilder(4096);

    private MetricsText() {}

    /** The whole text; every line ends in a newline. Lanes are left out: their names would never end. */
    public static String of(HostStatus status) {
        MetricsText metrics = new MetricsText();
        metrics.host(status);
        for (SourceStatus source : status.sources()) {
            metrics.help(
                    "nethook_source_events_total",
                    "counter",
                    "Events that a source brought.",
                    source == status.sources().get(0));
            metrics.value("nethook_source_events_total", "source", source.name(), source.received());
        }
        metrics.plugins(status, "runs_total", "counter", "Runs of hooks and tasks.", PluginStatus::runs);
        metrics.plugins(status, "failures_total", "counter", "Runs that failed.", PluginStatus::failures);
        metrics.plugins(
                status,
                "timeouts_total",
                "counter",
                "Runs interrupted for having taken too long.",
                PluginStatus::timeouts);
        metrics.plugins(
                status, "skipped_total", "counter", "Runs left out: parked, or no longer so.", PluginStatus::skipped);
        metrics.plugins(status, "faults_total", "counter", "Faults that count towards parking.", PluginStatus::faults);
        metrics.plugins(status, "parked", "gauge", "1 while the plugin is parked.", p -> p.parkedAt() == null ? 0 : 1);
        metrics.plugins(status, "stuck_threads", "gauge", "Threads given up that still run.", PluginStatus::stuck);
        metrics.plugins(status, "tasks_waiting", "gauge", "Scheduled tasks that wait.", PluginStatus::tasks);
        if (!status.plugins().isEmpty()) {
            String name = "nethook_plugin_latency_seconds";
            metrics.help(name, "summary", "From receiving an event to the end of the plugin's hook.", true);
            for (PluginStatus plugin : status.plugins()) {
                metrics.summary(name, "plugin=\"" + escaped(plugin.id()) + "\"", plugin.latency());
            }
        }
        return metrics.text.toString();
    }

    private void host(HostStatus status) {
        Events events = status.events();
        String name = "nethook_events_total";
        help("nethook_events_received_total", "counter", "Events received from all sources.", true);
        value("nethook_events_received_total", events.received());
        help(name, "counter", "Events that ended, by how.", true);
        value(name, "ended", "handled", events.handled());
        value(name, "ended", "coalesced", events.coalesced());
        value(name, "ended", "dropped", events.dropped());
        help("nethook_events_pending", "gauge", "Events that wait or run.", true);
        value("nethook_events_pending", "state", "waiting", events.waiting());
        value("nethook_events_pending", "state", "running", events.running());
        help("nethook_resyncs_total", "counter", "Interfaces told anew after events had been dropped.", true);
        value("nethook_resyncs_total", status.resyncs());
        help("nethook_hook_threads", "gauge", "Threads that run hooks.", true);
        value("nethook_hook_threads", "state", "idle", status.threads().idle());
        value(
                "nethook_hook_threads",
                "state",
                "busy",
                status.threads().all() - status.threads().idle());
        help("nethook_start_time_seconds", "gauge", "When the host started, in seconds since 1970.", true);
        value("nethook_start_time_seconds", status.startedAt().getEpochSecond());
        help("nethook_event_latency_seconds", "summary", "From receiving an event to the end of its last hook.", true);
        summary("nethook_event_latency_seconds", "", status.latency());
    }

    private void plugins(HostStatus status, String name, String type, String help, ToLongFunction<PluginStatus> value) {
        String full = "nethook_plugin_" + name;
        help(full, type, help, !status.plugins().isEmpty());
        for (PluginStatus plugin : status.plugins()) {
            value(full, "plugin", plugin.id(), value.applyAsLong(plugin));
        }
    }

    private void help(String name, String type, String help, boolean first) {
        if (first) {
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
    }

    private void value(String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private void value(String name, String label, String of, long value) {
        text.append(name)
                .append('{')
                .append(label)
                .append("=\"")
                .append(escaped(of))
                .append("\"} ");
        text.append(value).append('\n');
    }

    private void summary(String name, String label, Quantiles quantiles) {
        String before = label.isEmpty() ? "" : label + ",";
        quantile(name, before + "quantile=\"0.5\"", quantiles.p50());
        quantile(name, before + "quantile=\"0.9\"", quantiles.p90());
        quantile(name, before + "quantile=\"0.99\"", quantiles.p99());
        text.append(name).append("_count").append(label.isEmpty() ? "" : "{" + label + "}");
        text.append(' ').append(quantiles.count()).append('\n');
    }

    private void quantile(String name, String labels, Duration value) {
        text.append(name).append('{').append(labels).append("} ");
        text.append(value.toNanos() / 1e9).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
