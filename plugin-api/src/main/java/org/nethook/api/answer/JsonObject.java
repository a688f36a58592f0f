package org.nethook.api.answer;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A JSON object (RFC 8259), written key by key in the order they are put. Keys are lower-case words with underscores, such as {@code
 * answered_for}. A null is JSON's null, so that a key can be there on every machine. {@link #toString} gives its text, in one line.
 *
 * <pre>{@code
 * new JsonObject().put("interface", "hn0").put("mtu", 1500).put("servers", List.of("10.0.0.1"))
 * }</pre>
 *
 * <p>For use by one thread.
 */
public final class JsonObject {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder members = new StringBuilder();
    private final Set<String> keys = new HashSet<>();

    /** A text, or null. */
    public JsonObject put(String key, String value) {
        return add(key, value == null ? "null" : quote(value));
    }

    /** True, false, or null. */
    public JsonObject put(String key, Boolean value) {
        return add(key, String.valueOf(value));
    }

    /** A whole number. */
    public JsonObject put(String key, long value) {
        return add(key, Long.toString(value));
    }

    /** A time in UTC, such as {@code "2026-11-23T06:00:00Z"}, or null. */
    public JsonObject put(String key, Instant value) {
        return put(key, value == null ? null : value.toString());
    }

    /** An object, or null. */
    public JsonObject put(String key, JsonObject value) {
        return add(key, String.valueOf(value));
    }

    /**
     * An array.
     *
     * @param values texts or {@link JsonObject}s
     * @throws IllegalArgumentException when one is something else
     */
    public JsonObject put(String key, List<?> values) {
        StringBuilder array = new StringBuilder("[");
        for (Object value : values) {
            array.append(array.length() == 1 ? "" : ",");
            if (value instanceof String text) {
                array.append(quote(text));
            } else if (value instanceof JsonObject) {
                array.append(value);
            } else {
                throw new IllegalArgumentException("an array of " + key + " has " + value);
            }
        }
        return add(key, array.append(']').toString());
    }

    private JsonObject add(String key, String json) {
        if (!keys.add(Objects.requireNonNull(key))) {
            throw new IllegalArgumentException("the key " + key + " is there already");
        }
        members.append(members.length() == 0 ? "" : ",")
                .append(quote(key))
                .append(':')
                .append(json);
        return this;
    }

    /** A text in quotes, as JSON. Control characters and unpaired surrogates are escaped. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                quoted.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    quoted.append(HEX.charAt(c >> shift & 15));
                }
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
