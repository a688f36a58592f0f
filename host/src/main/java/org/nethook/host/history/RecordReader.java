package org.nethook.host.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nethook.api.plan.PlanResult;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.StepOutcome;

/** Reads one line of the history. */
final class RecordReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    private final Map<?, ?> fields;

    private RecordReader(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** The record; null when the line is none that this version knows. */
    static HistoryRecord read(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            Object value = value(parser);
            if (!(value instanceof Map<?, ?> map)
                    || parser.nextToken() != null
                    || !Integer.valueOf(VERSION).equals(map.get("v"))) {
                return null;
            }
            return new RecordReader(map).record();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getIntValue();
        }
        if (token == null || !token.isScalarValue()) {
            throw new IOException("the line ends too early");
        }
        return parser.getText();
    }

    private HistoryRecord record() {
        Instant at = time("at");
        switch (text("kind")) {
            case "event":
                return new HistoryRecord.Event(at, text("event"), text("ifName"));
            case "note":
                return new HistoryRecord.Note(at, text("source"), because(), text("text"));
            case "alarm":
                return new HistoryRecord.Alarm(at, text("source"), because(), text("text"));
            case "plan":
                return new HistoryRecord.Plan(
                        at,
                        constant(HistoryRecord.Doing.class, "doing"),
                        time("began"),
                        text("plugin"),
                        because(),
                        text("ifName"),
                        text("reason"),
                        texts("notes"),
                        steps(),
                        constant(PlanResult.Outcome.class, "outcome"),
                        text("message"));
            default:
                return null;
        }
    }

    private List<HistoryRecord.Step> steps() {
        List<HistoryRecord.Step> steps = new ArrayList<>();
        for (Object each : list("steps")) {
            RecordReader step = new RecordReader(object(each));
            steps.add(new HistoryRecord.Step(
                    step.time("at"),
                    step.text("step"),
                    step.texts("interfaces"),
                    step.constant(StepOutcome.class, "outcome"),
                    step.text("message")));
        }
        return steps;
    }

    private Because because() {
        RecordReader cause = new RecordReader(object(fields.get("cause")));
        return new Because(cause.constant(Cause.Kind.class, "kind"), cause.text("text"), cause.text("ifName"));
    }

    private Instant time(String name) {
        return Instant.parse(text(name));
    }

    private <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof String text)) {
                throw new IllegalArgumentException(name);
            }
            texts.add(text);
        }
        return texts;
    }

    private List<?> list(String name) {
        if (fields.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(name);
    }

    private static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("an object is missing");
    }

    private String text(String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name);
    }
}
