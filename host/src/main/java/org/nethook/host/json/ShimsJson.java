package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.nethook.host.shims.ShimLine;

/**
 * What came of base's scripts as JSON: {@code directory}, {@code dryRun}, {@code done} (false: refused, and nothing was
 * changed), and {@code scripts} with {@code name}, {@code outcome} ({@code installed}, {@code in_place}, {@code given_back},
 * {@code not_ours} or {@code refused}), {@code original} (the name it is or was kept under, or null) and {@code reason}.
 */
public final class ShimsJson {
    private ShimsJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void write(JsonGenerator json, String directory, boolean dryRun, List<ShimLine> lines)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("directory", directory);
        json.writeBooleanField("dryRun", dryRun);
        json.writeBooleanField("done", lines.stream().noneMatch(line -> line.outcome() == ShimLine.Outcome.REFUSED));
        json.writeArrayFieldStart("scripts");
        for (ShimLine line : lines) {
            json.writeStartObject();
            json.writeStringField("name", line.name());
            json.writeStringField("outcome", line.outcome().name().toLowerCase(Locale.ROOT));
            if (line.original().isPresent()) {
                json.writeStringField("original", line.original().get());
            } else {
                json.writeNullField("original");
            }
            json.writeStringField("reason", line.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
