package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.host.operator.Done;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing;

/**
 * What became of an order, as JSON: as of a plan {@code at} and {@code interfaces}, before anything was done; {@code dry_run};
 * {@code held}, where that was ordered; and {@code done}, for each plan that was to be applied its {@code name}, {@code
 * plugin}, {@code outcome} ({@code applied}, {@code undone}, {@code left_half_done}, {@code nothing_to_do} or, when the state
 * had changed meanwhile, {@code overtaken}) and {@code message}.
 */
public final class DoneJson {
    private DoneJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void write(
            JsonGenerator json, PlanAnswer answer, List<Done> done, Optional<Boolean> held, boolean dryRun)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("at", answer.at().toString());
        StandingJson.writeInterfaces(json, answer);
        json.writeBooleanField("dry_run", dryRun);
        if (held.isPresent()) {
            json.writeBooleanField("held", held.get());
        }
        json.writeArrayFieldStart("done");
        for (Done each : done) {
            Standing standing = each.standing();
            json.writeStartObject();
            json.writeStringField("name", standing.ifName());
            json.writeStringField("plugin", standing.pluginId());
            json.writeStringField(
                    "outcome",
                    each.result()
                            .map(result -> result.outcome().name().toLowerCase(Locale.ROOT))
                            .orElse("overtaken"));
            json.writeStringField(
                    "message", each.result().map(result -> result.message()).orElse(""));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
