package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import org.nethook.host.operator.HostReport;
import org.nethook.host.resident.status.HostStatus;
import org.nethook.host.resident.status.HostStatus.Events;
import org.nethook.host.resident.status.HostStatus.LaneStatus;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.status.HostStatus.RecentEvent;
import org.nethook.host.resident.status.HostStatus.SourceStatus;
import org.nethook.host.resident.status.Quantiles;

/**
 * How the resident host is doing, as JSON: {@code started_at}, {@code events} ({@code received}, {@code handled}, {@code
 * coalesced}, {@code dropped}, {@code waiting}, {@code running}), {@code malformed}, {@code resyncs}, {@code latency}, {@code
 * threads} ({@code all}, {@code idle}, {@code lanes_waiting}), {@code sources} (each {@code name}, {@code state}, {@code
 * received} and {@code last}), {@code lanes} (each {@code name}, {@code state}, {@code events} and {@code latency}), {@code
 * plugins} (each {@code id}, {@code runs}, {@code failures}, {@code timeouts}, {@code skipped}, {@code faults}, {@code
 * parked_at} while it is parked, {@code last_fault}, {@code stuck}, {@code tasks}, {@code duration} and {@code latency}) and
 * {@code recent} (each {@code at}, {@code event}, {@code listeners} and {@code failures}).
 *
 * <p>A latency, and a duration, has {@code count} and, in microseconds, {@code p50}, {@code p90}, {@code p99} and {@code max}.
 */
final class HostJson {
    private HostJson() {}

    static void write(JsonGenerator json, HostReport report) throws IOException {
        HostStatus status = report.status();
        json.writeStartObject();
        json.writeStringField("started_at", status.startedAt().toString());
        events(json, status.events());
        json.writeNumberField("malformed", report.malformed());
        json.writeNumberField("resyncs", status.resyncs());
        quantiles(json, "latency", status.latency());
        json.writeObjectFieldStart("threads");
        json.writeNumberField("all", status.threads().all());
        json.writeNumberField("idle", status.threads().idle());
        json.writeNumberField("lanes_waiting", status.threads().lanesWaiting());
        json.writeEndObject();
        json.writeArrayFieldStart("sources");
        for (SourceStatus source : status.sources()) {
            json.writeStartObject();
            json.writeStringField("name", source.name());
            json.writeStringField("state", source.state());
            json.writeNumberField("received", source.received());
            if (source.last() != null) {
                json.writeStringField("last", source.last().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lanes");
        for (LaneStatus lane : status.lanes()) {
            json.writeStartObject();
            json.writeStringField("name", lane.name());
            json.writeStringField("state", lane.state());
            events(json, lane.events());
            quantiles(json, "latency", lane.latency());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("plugins");
        for (PluginStatus plugin : status.plugins()) {
            write(json, plugin);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("recent");
        for (RecentEvent event : status.recent()) {
            json.writeStartObject();
            json.writeStringField("at", event.at().toString());
            json.writeStringField("event", event.text());
            json.writeNumberField("listeners", event.listeners());
            json.writeNumberField("failures", event.failures());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PluginStatus plugin) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", plugin.id());
        json.writeNumberField("runs", plugin.runs());
        json.writeNumberField("failures", plugin.failures());
        json.writeNumberField("timeouts", plugin.timeouts());
        json.writeNumberField("skipped", plugin.skipped());
        json.writeNumberField("faults", plugin.faults());
        if (plugin.parkedAt() != null) {
            json.writeStringField("parked_at", plugin.parkedAt().toString());
        }
        json.writeStringField("last_fault", plugin.lastFault());
        json.writeNumberField("stuck", plugin.stuck());
        json.writeNumberField("tasks", plugin.tasks());
        quantiles(json, "duration", plugin.duration());
        quantiles(json, "latency", plugin.latency());
        json.writeEndObject();
    }

    private static void events(JsonGenerator json, Events events) throws IOException {
        json.writeObjectFieldStart("events");
        json.writeNumberField("received", events.received());
        json.writeNumberField("handled", events.handled());
        json.writeNumberField("coalesced", events.coalesced());
        json.writeNumberField("dropped", events.dropped());
        json.writeNumberField("waiting", events.waiting());
        json.writeNumberField("running", events.running());
        json.writeEndObject();
    }

    private static void quantiles(JsonGenerator json, String name, Quantiles quantiles) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", quantiles.count());
        json.writeNumberField("p50", micros(quantiles.p50()));
        json.writeNumberField("p90", micros(quantiles.p90()));
        json.writeNumberField("p99", micros(quantiles.p99()));
        json.writeNumberField("max", micros(quantiles.max()));
        json.writeEndObject();
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}
