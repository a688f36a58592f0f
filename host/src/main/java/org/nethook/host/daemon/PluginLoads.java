package org.nethook.host.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;

/** Loads the plugins directory, as often as it changes. */
final class PluginLoads {
    private final Invocation call;
    private final Path plugins;

    /** @param call says where plugins are, and which configuration decides what is asked of them */
    PluginLoads(Invocation call) throws Failure {
        this.call = call;
        this.plugins = call.pluginDirectory();
    }

    /** Where plugins are. */
    Path directory() {
        return plugins;
    }

    /**
     * Loads what is there now.
     *
     * @throws Failure when the directory, or the configuration, cannot be read
     */
    PluginSet load() throws Failure {
        return call.loadPluginSet();
    }

    /** The jars that were in use and cannot be used any more; a jar that was taken out is none of them. */
    static List<PluginProblem> lost(List<LoadedPlugin> before, List<PluginProblem> problems) {
        List<PluginProblem> lost = new ArrayList<>();
        for (PluginProblem problem : problems) {
            for (LoadedPlugin plugin : before) {
                if (plugin.jar().equals(problem.jar())) {
                    lost.add(problem);
                }
            }
        }
        return lost;
    }
}
