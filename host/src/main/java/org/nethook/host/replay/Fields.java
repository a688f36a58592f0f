package org.nethook.host.replay;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nethook.host.spelling.Nearest;

/** The keys of one object of a scenario. Every complaint names file, line, key and what is allowed. */
final class Fields {
    private static final Pattern TIME_PART = Pattern.compile("([0-9]{1,10}) *(ms|s|m|h|d) *");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final Path file;
    private final String path;
    private final ConfigObject object;

    Fields(Path file, String path, ConfigObject object) {
        this.file = file;
        this.path = path;
        this.object = object;
    }

    /** Refuses every key but these. */
    Fields allow(String... allowed) throws ScenarioException {
        List<String> known = List.of(allowed);
        ConfigValue first = null;
        String unknown = null;
        for (String key : object.keySet()) {
            ConfigValue value = object.get(key);
            if (!known.contains(key)
                    && (first == null
                            || value.origin().lineNumber() < first.origin().lineNumber())) {
                first = value;
                unknown = key;
            }
        }
        if (unknown != null) {
            throw at(
                    first,
                    "unknown key " + join(path, unknown) + Nearest.suggestion(unknown, known) + "; known are "
                            + String.join(", ", known));
        }
        return this;
    }

    boolean has(String key) {
        return object.containsKey(key);
    }

    /** A complaint about a key, at its line or, where it is missing, at the line of the object it should be in. */
    ScenarioException wrong(String key, String complaint) {
        return at(placeOf(key), "key " + join(path, key) + ": " + complaint);
    }

    /** A complaint about this whole object. */
    ScenarioException wrong(String complaint) {
        return at(object, path + ": " + complaint);
    }

    /** A complaint about a value that is missing or not as it must be. */
    ScenarioException mustBe(String key, String allowed) {
        return mustBe(object.get(key), join(path, key), allowed);
    }

    private ScenarioException mustBe(ConfigValue value, String where, String allowed) {
        return value == null
                ? at(object, "key " + where + " is missing; it must be " + allowed)
                : at(value, "key " + where + " must be " + allowed + ", not " + shown(value));
    }

    private ConfigValue placeOf(String key) {
        ConfigValue value = object.get(key);
        return value == null ? object : value;
    }

    private ScenarioException at(ConfigValue value, String complaint) {
        int line = value.origin().lineNumber();
        return new ScenarioException(file + (line > 0 ? ":" + line : "") + ": " + complaint);
    }

    private static String shown(ConfigValue value) {
        switch (value.valueType()) {
            case OBJECT:
                return "an object";
            case LIST:
                return "a list";
            case NULL:
                return "null";
            case STRING:
                String text = (String) value.unwrapped();
                int end = text.indexOf('\n');
                String line = end < 0 ? text : text.substring(0, end);
                return "\""
                        + (line.length() > 60 || end >= 0
                                ? line.substring(0, Math.min(60, line.length())) + "..."
                                : line)
                        + "\"";
            default:
                return text(value);
        }
    }

    /** What stands in the file: 14.0 stays 14.0. */
    private static String text(ConfigValue value) {
        return value.atKey("value").getString("value");
    }

    /** A text; a bare number is one too. */
    String text(String key, String allowed) throws ScenarioException {
        ConfigValue value = object.get(key);
        if (value == null
                || value.valueType() != ConfigValueType.STRING && value.valueType() != ConfigValueType.NUMBER) {
            throw mustBe(key, allowed);
        }
        return text(value);
    }

    /** A text, or the default where the key is missing. */
    String text(String key, String allowed, String otherwise) throws ScenarioException {
        return has(key) ? text(key, allowed) : otherwise;
    }

    /** One of some words, in lower case. */
    String word(String key, String... allowed) throws ScenarioException {
        String list = "one of " + String.join(", ", allowed);
        String word = text(key, list).toLowerCase(Locale.ROOT);
        if (!List.of(allowed).contains(word)) {
            throw mustBe(key, list);
        }
        return word;
    }

    /** A text that something else reads; its IllegalArgumentException becomes the complaint. */
    <T> T parsed(String key, String allowed, Function<String, T> parser) throws ScenarioException {
        String text = text(key, allowed);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw mustBe(key, allowed);
        }
    }

    /** A whole number. */
    int integer(String key, int least, int greatest) throws ScenarioException {
        ConfigValue value = object.get(key);
        if (value != null && value.valueType() == ConfigValueType.NUMBER) {
            double number = ((Number) value.unwrapped()).doubleValue();
            if (number == Math.rint(number) && number >= least && number <= greatest) {
                return (int) number;
            }
        }
        throw mustBe(key, "a whole number from " + least + " to " + greatest);
    }

    /** A time such as {@code 90s} or {@code 1m30s}. */
    Duration time(String key, Duration greatest) throws ScenarioException {
        String allowed = "a time from 0s to " + greatest.toDays() + "d with units, such as 500ms, 30s or 2m30s";
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() != ConfigValueType.STRING) {
            throw mustBe(key, allowed);
        }
        String text = (String) value.unwrapped();
        Matcher part = TIME_PART.matcher(text);
        Duration time = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end && time.compareTo(greatest) <= 0) {
            time = time.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
            end = part.end();
        }
        if (end == 0 || end < text.length() || time.compareTo(greatest) > 0) {
            throw mustBe(key, allowed);
        }
        return time;
    }

    /** A text or a whole number, as a String or a Long. */
    Object textOrNumber(String key) throws ScenarioException {
        ConfigValue value = object.get(key);
        Object plain = value == null ? null : value.unwrapped();
        if (plain instanceof String) {
            return plain;
        }
        if (plain instanceof Integer || plain instanceof Long) {
            return ((Number) plain).longValue();
        }
        throw mustBe(key, "a text or a whole number");
    }

    /** An object. */
    Fields object(String key) throws ScenarioException {
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() != ConfigValueType.OBJECT) {
            throw mustBe(key, "an object in braces");
        }
        return new Fields(file, join(path, key), (ConfigObject) value);
    }

    /** A list of objects. */
    List<Fields> objects(String key) throws ScenarioException {
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() != ConfigValueType.LIST) {
            throw mustBe(key, "a list in brackets");
        }
        List<Fields> fields = new ArrayList<>();
        ConfigList list = (ConfigList) value;
        for (int i = 0; i < list.size(); i++) {
            ConfigValue element = list.get(i);
            String where = join(path, key) + "[" + i + "]";
            if (element.valueType() != ConfigValueType.OBJECT) {
                throw mustBe(element, where, "an object in braces");
            }
            fields.add(new Fields(file, where, (ConfigObject) element));
        }
        return fields;
    }

    /** Whatever an object that stands for dotted names has: each name and its value, a String or a Long. */
    void eachDotted(String key, Map<String, Object> into) throws ScenarioException {
        eachDotted(object(key), "", into);
    }

    private static void eachDotted(Fields fields, String prefix, Map<String, Object> into) throws ScenarioException {
        List<String> keys = new ArrayList<>(fields.object.keySet());
        keys.sort(null);
        for (String key : keys) {
            String name = prefix + key;
            if (fields.object.get(key).valueType() == ConfigValueType.OBJECT) {
                eachDotted(fields.object(key), name + ".", into);
            } else {
                into.put(name, fields.textOrNumber(key));
            }
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
