package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.nethook.host.operator.Chapter;
import org.nethook.host.operator.Explanation;
import org.nethook.host.operator.Standing;

/**
 * Why an interface is as it is, as JSON: {@code name}, {@code known} (whether anything is), {@code now} (as {@link
 * InterfaceJson}, missing when there is no such interface), {@code port_of} (the lagg, if any), {@code standings} (as of
 * {@link StandingJson}), {@code history} (as of {@link HistoryJson}, each record with {@code event_at} where that is known)
 * and, where the history could not be read, {@code problem}.
 */
public final class ExplanationJson {
    private ExplanationJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", explanation.ifName());
        json.writeBooleanField("known", explanation.isKnown());
        if (explanation.now().isPresent()) {
            json.writeFieldName("now");
            InterfaceJson.write(json, explanation.now().get());
        }
        if (explanation.lagg().isPresent()) {
            json.writeStringField("port_of", explanation.lagg().get());
        }
        json.writeArrayFieldStart("standings");
        for (Standing standing : explanation.standings()) {
            json.writeStartObject();
            StandingJson.write(json, standing);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("history");
        HistoryJson.writeFields(json, explanation.history());
        json.writeArrayFieldStart("records");
        for (Chapter chapter : explanation.chapters()) {
            json.writeStartObject();
            HistoryJson.write(json, chapter.record());
            if (chapter.eventAt().isPresent()) {
                json.writeStringField("event_at", chapter.eventAt().get().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        if (explanation.problem().isPresent()) {
            json.writeStringField("problem", explanation.problem().get());
        }
        json.writeEndObject();
    }
}
