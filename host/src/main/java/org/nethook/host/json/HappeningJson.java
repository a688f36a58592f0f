package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.StepOutcome;

/**
 * What happens, as it happens, a JSON object a line: {@code at} (ISO 8601, UTC) and {@code kind}. An {@code event} has {@code
 * event} and {@code interface}; a {@code plan} has {@code plugin}, {@code interface}, {@code reason}, {@code steps} (each a
 * text) and {@code cause}; a {@code step} has {@code plugin}, {@code step}, {@code outcome} and {@code message}; a {@code note}
 * or {@code alarm} has {@code source}, {@code message} and {@code cause}, a text.
 */
public final class HappeningJson {
    private static final JsonFactory JSON = new JsonFactory();

    private HappeningJson() {}

    /** Writes the fields after the first two. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** An event whose first listener is told now. */
    public static String event(Instant at, InterfaceEvent event) {
        return line(at, "event", json -> {
            json.writeStringField("event", event.toString());
            json.writeStringField("interface", event.ifName());
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> variable : event.data().entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
        });
    }

    /** A plan that is about to be applied. */
    public static String plan(Instant at, String pluginId, Plan plan, Cause cause) {
        return line(at, "plan", json -> {
            json.writeStringField("plugin", pluginId);
            json.writeStringField("interface", plan.ifName());
            json.writeStringField("reason", plan.reason());
            json.writeArrayFieldStart("steps");
            for (Step step : plan.steps()) {
                json.writeString(step.describe());
            }
            json.writeEndArray();
            json.writeStringField("cause", cause.text());
        });
    }

    /** A step that has ended. */
    public static String step(Instant at, String pluginId, Step step, StepOutcome outcome, String message) {
        return line(at, "step", json -> {
            json.writeStringField("plugin", pluginId);
            json.writeStringField("step", step.describe());
            json.writeStringField("outcome", outcome.name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", message);
        });
    }

    /** A note or an alarm. */
    public static String said(Instant at, String kind, String source, String message, Cause cause) {
        return line(at, kind, json -> {
            json.writeStringField("source", source);
            json.writeStringField("message", message);
            json.writeStringField("cause", cause.text());
        });
    }

    private static String line(Instant at, String kind, Fields fields) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", at.toString());
            json.writeStringField("kind", kind);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes whatever is written", e);
        }
        return text.toString();
    }
}
