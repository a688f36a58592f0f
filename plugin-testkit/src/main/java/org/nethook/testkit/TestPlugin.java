package org.nethook.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginConfig;
import org.nethook.host.plugin.Grants;
import org.nethook.host.plugin.LoadedPlugin;

/**
 * The plugin under test, as if it had come from a jar.
 *
 * @param id its id
 * @param grants what its manifest would declare
 * @param extensions its extensions
 * @param values what its section of nethook.conf would say, by key
 */
record TestPlugin(String id, Grants grants, List<Extension> extensions, Map<ConfigKey<?>, Object> values) {

    LoadedPlugin loaded() {
        List<InterfaceEventListener> listeners = new ArrayList<>();
        List<HostCommand> commands = new ArrayList<>();
        for (Extension extension : extensions) {
            if (extension instanceof InterfaceEventListener listener) {
                listeners.add(listener);
            }
            if (extension instanceof HostCommand command) {
                commands.add(command);
            }
        }
        return new LoadedPlugin(id, "test", "", Path.of(id + ".jar"), grants, listeners, commands);
    }

    Map<String, PluginConfig> configs() {
        return Map.of(id, new PluginConfig() {
            @Override
            @SuppressWarnings("unchecked") // the builder takes a value only with the key of its type
            public <T> T get(ConfigKey<T> key) {
                return (T) values.getOrDefault(key, key.defaultValue());
            }
        });
    }
}
