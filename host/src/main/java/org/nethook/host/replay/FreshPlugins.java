package org.nethook.host.replay;

import java.util.List;
import java.util.Map;
import org.nethook.api.PluginConfig;
import org.nethook.host.plugin.LoadedPlugin;

/**
 * Plugins as a host starts with them, without memory of an earlier life.
 *
 * @param plugins the plugins
 * @param configs their sections of nethook.conf, by plugin id
 */
public record FreshPlugins(List<LoadedPlugin> plugins, Map<String, PluginConfig> configs) {

    public FreshPlugins {
        plugins = List.copyOf(plugins);
        configs = Map.copyOf(configs);
    }
}
