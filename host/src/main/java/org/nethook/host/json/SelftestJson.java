package org.nethook.host.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.nethook.host.selftest.CheckResult;
import org.nethook.host.selftest.Selftest;

/**
 * A self-test as JSON: {@code system}, {@code release}, {@code arch}, {@code java}, {@code nethook}, {@code clean}, and
 * {@code checks} with {@code name}, {@code status} ({@code ok}, {@code failed} or {@code skipped}), {@code detail} and
 * {@code remedy}.
 */
public final class SelftestJson {
    private SelftestJson() {}

    /**
     * Writes one object.
     *
     * @throws IOException when the generator's output refuses it
     */
    public static void write(JsonGenerator json, Selftest selftest) throws IOException {
        json.writeStartObject();
        json.writeStringField("system", selftest.system());
        json.writeStringField("release", selftest.release());
        json.writeStringField("arch", selftest.arch());
        json.writeStringField("java", selftest.java());
        json.writeStringField("nethook", selftest.nethook());
        json.writeBooleanField("clean", selftest.isClean());
        json.writeArrayFieldStart("checks");
        for (CheckResult check : selftest.checks()) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeStringField("status", check.finding().status().name().toLowerCase(Locale.ROOT));
            json.writeStringField("detail", check.finding().detail());
            json.writeStringField("remedy", check.finding().remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
