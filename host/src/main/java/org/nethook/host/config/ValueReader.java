package org.nethook.host.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ConfigKey;

/** Turns HOCON values into the values of keys. Strict: nothing is guessed from a value of another type. */
final class ValueReader {
    private ValueReader() {}

    /** The value; null when it is not of the key's type or not allowed. */
    static <T> T read(ConfigKey<T> key, ConfigValue value) {
        @SuppressWarnings("unchecked") // converted() gives what the key's type says
        T converted = (T) converted(key.type(), value);
        return converted == null || !key.allows(converted) ? null : converted;
    }

    private static Object converted(ConfigKey.Type type, ConfigValue value) {
        Object plain = value.unwrapped();
        switch (type) {
            case BOOLEAN:
                return plain instanceof Boolean ? plain : null;
            case INTEGER:
                return plain instanceof Integer ? plain : null;
            case STRING:
                return plain instanceof String ? plain : null;
            case STRINGS:
                return strings(value);
            case DURATION:
                return plain instanceof String ? duration(value) : null;
            default:
                return plain instanceof String text ? path(text) : null;
        }
    }

    private static List<String> strings(ConfigValue value) {
        if (!(value instanceof ConfigList list)) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (ConfigValue element : list) {
            if (!(element.unwrapped() instanceof String text)) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private static Duration duration(ConfigValue value) {
        String text = (String) value.unwrapped();
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return null; // HOCON takes a bare number for milliseconds, whoever wrote it meant something else
        }
        try {
            return value.atKey("v").getDuration("v");
        } catch (ConfigException e) {
            return null;
        }
    }

    /** The path; null when the text is none. */
    static Path path(String text) {
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The value as an error message shows it. */
    static String show(ConfigValue value) {
        if (value.valueType() == ConfigValueType.OBJECT) {
            return "a section { ... }";
        }
        String text = value.render(ConfigRenderOptions.concise());
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
