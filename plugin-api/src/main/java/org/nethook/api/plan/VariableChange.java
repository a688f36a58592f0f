package org.nethook.api.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * A variable of the system's configuration that becomes another one. Values are plain texts, as a program that reads the
 * variable sees them; how they are quoted in the file is the writer's business. A character is a byte (ISO 8859-1).
 *
 * @param name such as {@code ifconfig_hn0}
 * @param before what the machine's own files set it to now; empty where they do not set it, whatever the system's defaults say
 * @param after what it is to be; empty for not set by the machine's own files
 */
public record VariableChange(String name, Optional<String> before, Optional<String> after) {

    /** @throws IllegalArgumentException when the name is no shell variable's, or a value cannot stand in a file */
    public VariableChange {
        Objects.requireNonNull(before);
        Objects.requireNonNull(after);
        if (!isName(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not the name of a variable: letters, digits and _");
        }
        check(name, before);
        check(name, after);
    }

    /** Whether the variable stays as it is. */
    public boolean isNone() {
        return before.equals(after);
    }

    /** The change back. */
    public VariableChange reversed() {
        return new VariableChange(name, after, before);
    }

    /** Such as {@code ifconfig_hn0="inet 10.0.0.4/24"} or {@code no defaultrouter}. */
    @Override
    public String toString() {
        return after.isEmpty() ? "no " + name : name + "=\"" + after.get() + "\"";
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static void check(String name, Optional<String> value) {
        String text = value.isEmpty() ? "" : value.get();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || text.charAt(i) > 0xff) {
                throw new IllegalArgumentException("a value of " + name + " has a character that is no byte, or is 0");
            }
        }
    }
}
