package org.nethook.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One key of a plugin's section of nethook.conf: name, type, default and what is allowed. Declared once as a constant,
 * returned from {@link Extension#configKeys} and read with {@link PluginConfig#get}.
 *
 * @param <T> the type of its value
 */
public final class ConfigKey<T> {

    /** The types a value can have. */
    public enum Type {
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A whole number. */
        INTEGER,
        /** A text. */
        STRING,
        /** A list of texts. */
        STRINGS,
        /** A time such as {@code 120s} or {@code 2 minutes}. */
        DURATION,
        /** An absolute path of a file that the plugin may read. */
        FILE
    }

    private static final int GREATEST_UNIT = 32767;

    private final String name;
    private final Type type;
    private final T defaultValue;
    private final Comparable<T> least;
    private final Comparable<T> greatest;
    private final List<T> allowed;
    private final String kind;
    private final boolean perInterface;

    private ConfigKey(
            String name, Type type, T defaultValue, Comparable<T> least, Comparable<T> greatest, List<T> allowed) {
        this.name = Objects.requireNonNull(name);
        this.type = type;
        this.defaultValue = Objects.requireNonNull(defaultValue);
        this.least = least;
        this.greatest = greatest;
        this.allowed = allowed;
        this.kind = "";
        this.perInterface = false;
    }

    private ConfigKey(ConfigKey<T> from, String kind, boolean perInterface) {
        this.name = from.name;
        this.type = from.type;
        this.defaultValue = from.defaultValue;
        this.least = from.least;
        this.greatest = from.greatest;
        this.allowed = from.allowed;
        this.kind = kind;
        this.perInterface = perInterface;
    }

    /** A key that is true or false. */
    public static ConfigKey<Boolean> bool(String name, boolean defaultValue) {
        return new ConfigKey<>(name, Type.BOOLEAN, defaultValue, null, null, List.of());
    }

    /** A whole number from {@code least} to {@code greatest}, both allowed. */
    public static ConfigKey<Integer> integer(String name, int defaultValue, int least, int greatest) {
        return new ConfigKey<>(name, Type.INTEGER, defaultValue, least, greatest, List.of());
    }

    /** A text; one of {@code allowed} when any are given. */
    public static ConfigKey<String> string(String name, String defaultValue, String... allowed) {
        return new ConfigKey<>(name, Type.STRING, defaultValue, null, null, List.of(allowed));
    }

    /**
     * The name of a pseudo-interface, such as {@code lagg7}; the default is the empty text, for none.
     *
     * @param kind what the name begins with, such as {@code lagg}; a unit from 0 to 32767 follows
     */
    public static ConfigKey<String> pseudoInterface(String name, String kind) {
        return new ConfigKey<>(string(name, ""), Objects.requireNonNull(kind), false);
    }

    /** A list of texts. */
    public static ConfigKey<List<String>> strings(String name, List<String> defaultValue) {
        return new ConfigKey<>(name, Type.STRINGS, List.copyOf(defaultValue), null, null, List.of());
    }

    /** A time from {@code least} to {@code greatest}, both allowed. */
    public static ConfigKey<Duration> duration(String name, Duration defaultValue, Duration least, Duration greatest) {
        return new ConfigKey<>(name, Type.DURATION, defaultValue, least, greatest, List.of());
    }

    /** An absolute path of a file that the plugin may read through {@link ConfiguredFiles}. */
    public static ConfigKey<Path> file(String name, Path defaultValue) {
        return new ConfigKey<>(name, Type.FILE, defaultValue, null, null, List.of());
    }

    /**
     * This key, which can also be set for one interface: {@code interfaces { hn0 { KEY = … } }} within the plugin's section.
     * Read with {@link PluginConfig#get(ConfigKey, String)}.
     */
    public ConfigKey<T> perInterface() {
        return new ConfigKey<>(this, kind, true);
    }

    /** Whether it can be set for one interface. */
    public boolean isPerInterface() {
        return perInterface;
    }

    /** The name in the plugin's section. */
    public String name() {
        return name;
    }

    /** The type of the value. */
    public Type type() {
        return type;
    }

    /** The value where the section does not have the key. */
    public T defaultValue() {
        return defaultValue;
    }

    /** Whether the value is within what this key allows. */
    public boolean allows(T value) {
        return (least == null || least.compareTo(value) <= 0)
                && (greatest == null || greatest.compareTo(value) >= 0)
                && (allowed.isEmpty() || allowed.contains(value))
                && (kind.isEmpty() || isOfKind((String) value))
                && (type != Type.FILE || ((Path) value).isAbsolute());
    }

    private boolean isOfKind(String value) {
        if (value.isEmpty()) {
            return true;
        }
        int digits = value.length() - kind.length();
        if (!value.startsWith(kind) || digits < 1 || digits > 5 || digits > 1 && value.charAt(kind.length()) == '0') {
            return false;
        }
        int unit = 0;
        for (int i = kind.length(); i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            unit = unit * 10 + c - '0';
        }
        return unit <= GREATEST_UNIT;
    }

    /** What is allowed, as the end of the sentence "must be …". */
    public String allowed() {
        switch (type) {
            case BOOLEAN:
                return "true or false";
            case INTEGER:
                return "a whole number from " + least + " to " + greatest;
            case STRING:
                if (!kind.isEmpty()) {
                    return "a name such as " + kind + "7, or \"\"";
                }
                return allowed.isEmpty() ? "a text" : "one of " + String.join(", ", allowed.toArray(new String[0]));
            case STRINGS:
                return "a list of texts";
            case DURATION:
                return "a time from " + text((Duration) (Object) least) + " to " + text((Duration) (Object) greatest);
            default:
                return "an absolute path";
        }
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    @Override
    public String toString() {
        return name;
    }
}
