package org.nethook.ipinjection.request;

import java.util.Objects;

/**
 * A value of the request, and where it stands.
 *
 * @param value the value
 * @param key its key, such as {@code IP_ADDR}
 * @param line the number of its line, 1 and up
 */
public record Given<T>(T value, String key, int line) {
    public Given {
        Objects.requireNonNull(value);
        Objects.requireNonNull(key);
    }

    /** A refusal because of this value. */
    public BadRequestException bad(String message) {
        return new BadRequestException(line, key + ": " + message);
    }
}
