package org.nethook.host.config;

import java.util.List;

/** The configuration cannot be used. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one line each, at least one */
    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, one line each, in the order it stands in the file. */
    public List<String> problems() {
        return problems;
    }
}
