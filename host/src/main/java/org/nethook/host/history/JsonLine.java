package org.nethook.host.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** One JSON object on a line, written without a library: it is written when a one-shot run changes something. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder(256);
    private boolean first = true;

    /** Starts an object with the fields that every line has. */
    static JsonLine of(String kind, Instant at) {
        JsonLine line = new JsonLine();
        line.text.append("{\"v\":1");
        line.first = false;
        return line.field("at", at.toString()).field("kind", kind);
    }

    JsonLine field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    JsonLine field(String name, List<String> values) {
        beginArray(name);
        for (String value : values) {
            separate();
            string(value);
        }
        return endArray();
    }

    JsonLine beginObject(String name) {
        name(name);
        return begin('{');
    }

    JsonLine beginObject() {
        separate();
        return begin('{');
    }

    JsonLine endObject() {
        return end('}');
    }

    JsonLine beginArray(String name) {
        name(name);
        return begin('[');
    }

    JsonLine endArray() {
        return end(']');
    }

    /** The line with its newline, in UTF-8. */
    byte[] bytes() {
        return text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonLine begin(char bracket) {
        text.append(bracket);
        first = true;
        return this;
    }

    private JsonLine end(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    private void name(String name) {
        separate();
        string(name);
        text.append(':');
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                String number = Integer.toHexString(c);
                text.append("\\u").append("0000", number.length(), 4).append(number);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
