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

    private final String name;
    private final Type type;
    private final T defaultValue;
    private final Comparable<T> least;
    private final Comparable<T> greatest;
    private final List<T> allowed;

    private ConfigKey(
            String name, Type type, T defaultValue, Comparable<T> least, Comparable<T> greatest, List<T> allowed) {
        this.name = Objects.requireNonNull(name);
        this.type = type;
        this.defaultValue = Objects.requireNonNull(defaultValue);
        this.least = least;
        this.greatest = greatest;
        this.allowed = allowed;
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
                && (type != Type.FILE || ((Path) value).isAbsolute());
    }

    /** What is allowed, as the end of the sentence "must be …". */
    public String allowed() {
        switch (type) {
            case BOOLEAN:
                return "true or false";
            case INTEGER:
                return "a whole number from " + least + " to " + greatest;
            case STRING:
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
