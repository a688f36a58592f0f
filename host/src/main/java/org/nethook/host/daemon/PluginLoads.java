package org.nethook.host.daemon;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.PluginDirectoryException;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;

/** Loads the plugins directory, each time into copies of its own below a directory that only this host writes to. */
final class PluginLoads {
    private static final String PREFIX = "plugins.";

    private final Path plugins;
    private final Path copies;

    /**
     * @param plugins where plugins are
     * @param copies below which copies go; what a crashed host left there is removed
     */
    PluginLoads(Path plugins, Path copies) throws IOException {
        this.plugins = plugins;
        this.copies = copies;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(copies, PREFIX + "*")) {
            for (Path each : left) {
                removeLeftOver(each);
            }
        }
    }

    private static void removeLeftOver(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Where plugins are. */
    Path directory() {
        return plugins;
    }

    /**
     * Loads what is there now.
     *
     * @throws PluginDirectoryException when the directory cannot be read
     * @throws IOException when there is no place for the copies
     */
    PluginSet load() throws PluginDirectoryException, IOException {
        return PluginLoader.loadCopies(plugins, Files.createTempDirectory(copies, PREFIX));
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
