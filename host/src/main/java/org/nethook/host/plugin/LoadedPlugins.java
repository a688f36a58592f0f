package org.nethook.host.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a plugins directory.
 *
 * @param plugins the plugins that are ready, in the order of their ids
 * @param problems the jars that were not loaded, in the order of their names
 * @param ignored what else is in the directory, in the order of its names
 */
public record LoadedPlugins(List<LoadedPlugin> plugins, List<PluginProblem> problems, List<Path> ignored) {

    public LoadedPlugins {
        plugins = List.copyOf(plugins);
        problems = List.copyOf(problems);
        ignored = List.copyOf(ignored);
    }
}
