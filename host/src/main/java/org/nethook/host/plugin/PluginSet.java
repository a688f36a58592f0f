package org.nethook.host.plugin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a directory as they were loaded at one time. Once it is closed, and nobody holds one of their objects, their
 * classes can be collected.
 */
public final class PluginSet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginSet.class);

    private final LeanPluginManager manager;
    private LoadedPlugins plugins;

    PluginSet(LoadedPlugins plugins, LeanPluginManager manager) {
        this.plugins = plugins;
        this.manager = manager;
    }

    /** What came of the directory; nothing once this is closed. */
    public LoadedPlugins plugins() {
        return plugins;
    }

    /** Stops the plugins, the last started first, and closes their jars. A plugin that fails to stop is reported. */
    @Override
    public void close() {
        List<PluginWrapper> started = new ArrayList<>(manager.getStartedPlugins());
        Collections.reverse(started);
        for (PluginWrapper wrapper : started) {
            try {
                wrapper.getPlugin().stop();
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.warn("plugin {} failed to stop: {}", wrapper.getPluginId(), e.toString());
            }
        }
        for (PluginWrapper wrapper : manager.getPlugins()) {
            if (wrapper.getPluginClassLoader() instanceof PluginClasses classes) {
                try {
                    classes.close();
                } catch (IOException e) {
                    LOG.warn("the jar of plugin {} cannot be closed: {}", wrapper.getPluginId(), e.getMessage());
                }
            }
        }
        plugins = new LoadedPlugins(List.of(), List.of(), List.of());
    }
}
