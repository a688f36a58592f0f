package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.nethook.api.Fact;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.operator.HostReport;
import org.nethook.host.operator.StatusAnswer;
import org.nethook.host.operator.StatusAnswer.Attended;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.PluginProblem;

/**
 * How everything is, as JSON: {@code at}, {@code nethook} (its version), {@code system}, {@code state} (the directory),
 * {@code problem} where the history could not be read, {@code plugins} (each {@code id}, {@code version} and what it {@code
 * keeps}), {@code not_loaded} (each {@code jar} and {@code reason}), {@code unfinished} (as of {@link StandingJson}), {@code alarms} that nothing has cleared yet, {@code
 * interfaces} (as of {@link StandingJson}, with {@code facts}, each {@code name} and {@code value}) and {@code last}, what
 * happened last, as of {@link HistoryJson}, and, told by a resident host, {@code host} as of {@link HostJson}.
 */
public final class StatusJson {
    private StatusJson() {}

    /**
     * Writes one object.
     *
     * @param version nethook's
     * @param host how the resident host is doing, if it is the one that tells
     * @throws IOException when the generator's output refuses it
     */
    public static void write(JsonGenerator json, StatusAnswer status, String version, Optional<HostReport> host)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("at", status.at().toString());
        json.writeStringField("nethook", version);
        json.writeStringField("system", status.system());
        json.writeStringField("state", status.stateDirectory());
        if (status.problem().isPresent()) {
            json.writeStringField("problem", status.problem().get());
        }
        plugins(json, status);
        StandingJson.writeUnfinished(json, status.unfinished());
        records(json, "alarms", status.alarms());
        json.writeArrayFieldStart("interfaces");
        for (Attended attended : status.interfaces()) {
            json.writeStartObject();
            StandingJson.write(json, attended.standing());
            json.writeArrayFieldStart("facts");
            for (Fact fact : attended.facts()) {
                json.writeStartObject();
                json.writeStringField("name", fact.name());
                json.writeStringField("value", fact.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        records(json, "last", status.last().records());
        if (host.isPresent()) {
            json.writeFieldName("host");
            HostJson.write(json, host.get());
        }
        json.writeEndObject();
    }

    private static void plugins(JsonGenerator json, StatusAnswer status) throws IOException {
        json.writeArrayFieldStart("plugins");
        for (LoadedPlugin plugin : status.plugins().plugins()) {
            json.writeStartObject();
            json.writeStringField("id", plugin.id());
            json.writeStringField("version", plugin.version());
            json.writeArrayFieldStart("keeps");
            for (String ifName : status.kept().getOrDefault(plugin.id(), List.of())) {
                json.writeString(ifName);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("not_loaded");
        for (PluginProblem problem : status.plugins().problems()) {
            json.writeStartObject();
            json.writeStringField("jar", problem.jar().getFileName().toString());
            json.writeStringField("reason", problem.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void records(JsonGenerator json, String field, List<? extends HistoryRecord> records)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (HistoryRecord record : records) {
            json.writeStartObject();
            HistoryJson.write(json, record);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
