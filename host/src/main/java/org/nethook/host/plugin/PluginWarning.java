package org.nethook.host.plugin;

import java.nio.file.Path;

/**
 * What is odd about a jar that was loaded all the same.
 *
 * @param jar the jar
 * @param pluginId its plugin's
 * @param text what it is, one line
 */
public record PluginWarning(Path jar, String pluginId, String text) {

    @Override
    public String toString() {
        return jar + ": plugin " + pluginId + ": " + text;
    }
}
