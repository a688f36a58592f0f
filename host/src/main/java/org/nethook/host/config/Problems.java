package org.nethook.host.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, in the order of its lines. */
final class Problems {
    private final String file;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(ConfigOrigin origin, String message) {
        int number = line(origin);
        int at = lines.size();
        while (at > 0 && numbers.get(at - 1) > number) {
            at--;
        }
        numbers.add(at, number);
        lines.add(at, where(origin) + ": " + message);
    }

    /** {@code FILE:LINE}, or what of it is known. */
    String where(ConfigOrigin origin) {
        String name = origin == null || origin.filename() == null ? file : origin.filename();
        return line(origin) > 0 ? name + ":" + line(origin) : name;
    }

    private static int line(ConfigOrigin origin) {
        return origin == null ? 0 : Math.max(0, origin.lineNumber());
    }

    void throwIfAny() throws ConfigException {
        if (!lines.isEmpty()) {
            throw new ConfigException(lines);
        }
    }
}
