package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing;
import org.nethook.host.operator.Unfinished;

/**
 * How interfaces stand, as JSON: {@code at} (ISO 8601, UTC) and {@code interfaces}, each with {@code name}, {@code plugin},
 * {@code standing} ({@code as_wanted}, {@code would_change}, {@code refused} or {@code unknown}), {@code reason} and, where
 * something would change, {@code plan}. A plan has {@code interface}, {@code reason}, {@code notes}, {@code steps} and,
 * where it is undone when the machine loses its path, {@code goes_back_after_ms}. {@code unfinished} is a plan that was begun
 * and has not ended: {@code plugin}, {@code interface}, {@code reason}, {@code began}, {@code steps} (how many), those {@code
 * left}, {@code undoing} (why, while it is undone) and {@code watched_until}.
 */
public final class StandingJson {
    private StandingJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void writePlan(JsonGenerator json, PlanAnswer answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", answer.at().toString());
        writeInterfaces(json, answer);
        writeUnfinished(json, answer.unfinished());
        json.writeEndObject();
    }

    /**
     * Writes one object, which also has {@code in_order}.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void writeCheck(JsonGenerator json, PlanAnswer answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", answer.at().toString());
        json.writeBooleanField("in_order", answer.isInOrder());
        writeInterfaces(json, answer);
        writeUnfinished(json, answer.unfinished());
        json.writeEndObject();
    }

    /** Writes the field {@code unfinished}, where there is such a plan. */
    static void writeUnfinished(JsonGenerator json, Optional<Unfinished> unfinished) throws IOException {
        if (unfinished.isEmpty()) {
            return;
        }
        Unfinished plan = unfinished.get();
        json.writeObjectFieldStart("unfinished");
        json.writeStringField("plugin", plan.pluginId());
        json.writeStringField("interface", plan.ifName());
        json.writeStringField("reason", plan.reason());
        json.writeStringField("began", plan.began().toString());
        json.writeNumberField("steps", plan.steps());
        json.writeArrayFieldStart("left");
        for (String step : plan.left()) {
            json.writeString(step);
        }
        json.writeEndArray();
        if (plan.undoing().isPresent()) {
            json.writeStringField("undoing", plan.undoing().get());
        }
        if (plan.watchedUntil().isPresent()) {
            json.writeStringField("watched_until", plan.watchedUntil().get().toString());
        }
        json.writeEndObject();
    }

    /** Writes the field {@code interfaces}. */
    static void writeInterfaces(JsonGenerator json, PlanAnswer answer) throws IOException {
        json.writeArrayFieldStart("interfaces");
        for (Standing standing : answer.standings()) {
            json.writeStartObject();
            write(json, standing);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of a standing. */
    static void write(JsonGenerator json, Standing standing) throws IOException {
        json.writeStringField("name", standing.ifName());
        json.writeStringField("plugin", standing.pluginId());
        json.writeStringField("standing", standing.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("reason", standing.reason());
        if (standing.plan().isPresent()) {
            json.writeFieldName("plan");
            write(json, standing.plan().get());
        }
    }

    private static void write(JsonGenerator json, Plan plan) throws IOException {
        json.writeStartObject();
        json.writeStringField("interface", plan.ifName());
        json.writeStringField("reason", plan.reason());
        json.writeArrayFieldStart("notes");
        for (String note : plan.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (Step step : plan.steps()) {
            json.writeString(step.describe());
        }
        json.writeEndArray();
        if (plan.goesBackAfter().isPresent()) {
            json.writeNumberField(
                    "goes_back_after_ms", plan.goesBackAfter().get().toMillis());
        }
        json.writeEndObject();
    }
}
