package org.nethook.host.context;

import org.nethook.api.PluginState;

/** Where plugins keep what outlasts a run. */
@FunctionalInterface
public interface States {
    /** What the plugin of this id keeps. */
    PluginState of(String pluginId);
}
