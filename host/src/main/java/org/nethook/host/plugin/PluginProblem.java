package org.nethook.host.plugin;

import java.nio.file.Path;

/**
 * A jar that was not loaded.
 *
 * @param jar the jar
 * @param reason why not, one line
 */
public record PluginProblem(Path jar, String reason) {

    @Override
    public String toString() {
        return jar + ": not loaded: " + reason;
    }
}
