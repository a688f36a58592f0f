package org.nethook.host.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a plugins directory.
 *
 * @param plugins the plugins that are ready, in the order of their ids
 * @param problems the jars that were not loaded, in the order of their names
 * @param warnings what is odd about jars that were loaded, in the order of their names
 * @param ignored what else is in the directory, in the order of its names
 */
public record LoadedPlugins(
        List<LoadedPlugin> plugins, List<PluginProblem> problems, List<PluginWarning> warnings, List<Path> ignored) {

    public LoadedPlugins {
        plugins = List.copyOf(plugins);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        ignored = List.copyOf(ignored);
    }

    /** A directory whose loaded jars have nothing odd about them. */
    public LoadedPlugins(List<LoadedPlugin> plugins, List<PluginProblem> problems, List<Path> ignored) {
        this(plugins, problems, List.of(), ignored);
    }
}
