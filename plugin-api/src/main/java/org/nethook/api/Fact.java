package org.nethook.api;

import java.util.Objects;

/**
 * One thing worth seeing in {@code nethook status}.
 *
 * @param name lower-case words, such as {@code traffic}; the same for the same thing on every machine
 * @param value one line, such as {@code mlxen0 (VF)}
 */
public record Fact(String name, String value) {

    public Fact {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }
}
