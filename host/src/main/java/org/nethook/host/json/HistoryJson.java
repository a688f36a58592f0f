package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Event;
import org.nethook.host.history.HistoryRecord.Note;
import org.nethook.host.history.HistoryRecord.Plan;
import org.nethook.host.operator.HistoryAnswer;

/**
 * What happened, as JSON: {@code file}, {@code begins} where anything is known, {@code earlier} and {@code unreadable} (how
 * many records were left out, and how many lines make no sense), and {@code records}, oldest first.
 *
 * <p>Each record has {@code at} (ISO 8601, UTC) and {@code kind}: an {@code event} has {@code event} and {@code interface}; a
 * {@code note} or {@code alarm} has {@code source}, {@code message} and {@code cause}; a {@code plan} has {@code doing}
 * ({@code applying}, {@code recovery} or {@code going_back}), {@code began}, {@code plugin}, {@code cause}, {@code interface},
 * {@code reason}, {@code notes}, {@code steps} (each {@code at}, {@code step}, {@code interfaces}, {@code outcome} and {@code
 * message}), {@code outcome} and {@code message}. A cause has {@code kind} ({@code event}, {@code command}, {@code task} or
 * {@code host}), {@code text} and {@code interface}.
 */
public final class HistoryJson {
    private HistoryJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void write(JsonGenerator json, HistoryAnswer answer) throws IOException {
        json.writeStartObject();
        writeFields(json, answer);
        json.writeArrayFieldStart("records");
        for (HistoryRecord record : answer.records()) {
            json.writeStartObject();
            write(json, record);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes the fields that tell where the records come from. */
    static void writeFields(JsonGenerator json, HistoryAnswer answer) throws IOException {
        json.writeStringField("file", answer.file());
        if (answer.beginning().isPresent()) {
            json.writeStringField("begins", answer.beginning().get().toString());
        }
        json.writeNumberField("earlier", answer.earlier());
        json.writeNumberField("unreadable", answer.unreadable());
    }

    /** Writes the fields of a record. */
    static void write(JsonGenerator json, HistoryRecord record) throws IOException {
        json.writeStringField("at", record.at().toString());
        if (record instanceof Event event) {
            json.writeStringField("kind", "event");
            json.writeStringField("event", event.event());
            json.writeStringField("interface", event.ifName());
        } else if (record instanceof Note note) {
            said(json, "note", note.source(), note.text(), note.cause());
        } else if (record instanceof Alarm alarm) {
            said(json, "alarm", alarm.source(), alarm.text(), alarm.cause());
        } else if (record instanceof Plan plan) {
            write(json, plan);
        }
    }

    private static void said(JsonGenerator json, String kind, String source, String text, Because cause)
            throws IOException {
        json.writeStringField("kind", kind);
        json.writeStringField("source", source);
        json.writeStringField("message", text);
        write(json, cause);
    }

    private static void write(JsonGenerator json, Plan plan) throws IOException {
        json.writeStringField("kind", "plan");
        json.writeStringField("doing", lower(plan.doing()));
        json.writeStringField("began", plan.began().toString());
        json.writeStringField("plugin", plan.plugin());
        write(json, plan.cause());
        json.writeStringField("interface", plan.ifName());
        json.writeStringField("reason", plan.reason());
        texts(json, "notes", plan.notes());
        json.writeArrayFieldStart("steps");
        for (HistoryRecord.Step step : plan.steps()) {
            json.writeStartObject();
            json.writeStringField("at", step.at().toString());
            json.writeStringField("step", step.step());
            texts(json, "interfaces", step.interfaces());
            json.writeStringField("outcome", lower(step.outcome()));
            json.writeStringField("message", step.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("outcome", lower(plan.outcome()));
        json.writeStringField("message", plan.message());
    }

    private static void write(JsonGenerator json, Because cause) throws IOException {
        json.writeObjectFieldStart("cause");
        json.writeStringField("kind", lower(cause.kind()));
        json.writeStringField("text", cause.text());
        json.writeStringField("interface", cause.ifName());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
