package org.nethook.host.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.PluginConfig;
import org.nethook.host.log.LogLevel;

/**
 * A configuration without mistakes.
 *
 * @param rcConf where the system's own configuration stands; empty for the platform's usual files
 * @param rcShell whether the system's own start-up may be asked what reading these files alone cannot tell
 * @param logLevel how much is logged
 * @param stateDirectory where nethook keeps what outlasts a process; empty for the platform's usual place
 * @param historySize bytes of history from which on a new file is begun
 * @param resident what concerns the resident host alone
 * @param sections the section of each loaded plugin, by plugin id
 * @param warnings what is odd but harmless, one line each
 */
public record HostConfig(
        List<Path> rcConf,
        boolean rcShell,
        LogLevel logLevel,
        Optional<Path> stateDirectory,
        int historySize,
        ResidentConfig resident,
        Map<String, PluginConfig> sections,
        List<String> warnings) {

    public HostConfig {
        rcConf = List.copyOf(rcConf);
        sections = Map.copyOf(sections);
        warnings = List.copyOf(warnings);
    }

    /**
     * A loaded plugin's section.
     *
     * @throws IllegalArgumentException when no such plugin was loaded
     */
    public PluginConfig section(String pluginId) {
        PluginConfig section = sections.get(pluginId);
        if (section == null) {
            throw new IllegalArgumentException("no plugin " + pluginId);
        }
        return section;
    }
}
