package org.nethook.testkit;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginConfig;
import org.nethook.api.Reconciler;
import org.nethook.host.config.Section;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.replay.FreshPlugins;

/**
 * The plugin under test, as if it had come from a jar.
 *
 * @param id its id
 * @param grants what its manifest would declare
 * @param extensions its extensions
 * @param values what its section of nethook.conf would say, by key
 * @param ofInterfaces what it would say of single interfaces, by their names
 */
record TestPlugin(
        String id,
        Grants grants,
        List<Extension> extensions,
        Map<ConfigKey<?>, Object> values,
        Map<String, Map<ConfigKey<?>, Object>> ofInterfaces) {

    /** As it is, then, at each further start, with extensions made anew. */
    Supplier<FreshPlugins> starts() {
        List<FreshPlugins> first = new ArrayList<>(List.of(set()));
        return () -> first.isEmpty() ? anew().set() : first.remove(0);
    }

    private FreshPlugins set() {
        return new FreshPlugins(List.of(loaded()), configs());
    }

    private TestPlugin anew() {
        return new TestPlugin(
                id, grants, extensions.stream().map(TestPlugin::anew).toList(), values, ofInterfaces);
    }

    private static Extension anew(Extension extension) {
        try {
            Constructor<? extends Extension> constructor = extension.getClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            return extension;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(extension.getClass() + " cannot be made anew", e);
        }
    }

    LoadedPlugin loaded() {
        List<InterfaceEventListener> listeners = new ArrayList<>();
        List<HostCommand> commands = new ArrayList<>();
        List<Reconciler> reconcilers = new ArrayList<>();
        for (Extension extension : extensions) {
            if (extension instanceof InterfaceEventListener listener) {
                listeners.add(listener);
            }
            if (extension instanceof HostCommand command) {
                commands.add(command);
            }
            if (extension instanceof Reconciler reconciler) {
                reconcilers.add(reconciler);
            }
        }
        return new LoadedPlugin(id, "test", "", Path.of(id + ".jar"), grants, listeners, commands, reconcilers);
    }

    /** @throws IllegalArgumentException when a value is given that nethook.conf could not have */
    Map<String, PluginConfig> configs() {
        Map<String, ConfigKey<?>> declared = new LinkedHashMap<>();
        for (Extension extension : extensions) {
            for (ConfigKey<?> key : extension.configKeys()) {
                declared.putIfAbsent(key.name(), key);
            }
        }
        Map<String, Map<String, Object>> byInterface = new HashMap<>();
        for (Map.Entry<String, Map<ConfigKey<?>, Object>> each : ofInterfaces.entrySet()) {
            for (ConfigKey<?> key : each.getValue().keySet()) {
                if (!key.isPerInterface()) {
                    throw new IllegalArgumentException("key " + key.name() + " cannot be set for one interface");
                }
            }
            byInterface.put(each.getKey(), checked(each.getValue(), declared));
        }
        return Map.of(id, new Section(declared, checked(values, declared), byInterface));
    }

    private static Map<String, Object> checked(Map<ConfigKey<?>, Object> values, Map<String, ConfigKey<?>> declared) {
        Map<String, Object> section = new HashMap<>();
        for (Map.Entry<ConfigKey<?>, Object> entry : values.entrySet()) {
            String name = entry.getKey().name();
            if (!declared.containsKey(name)) {
                throw new IllegalArgumentException("key " + name + " is not among the declared configKeys()");
            }
            check(declared.get(name), entry.getValue());
            section.put(name, entry.getValue());
        }
        return section;
    }

    private static <T> void check(ConfigKey<T> key, Object value) {
        @SuppressWarnings("unchecked") // the builder takes a value only with the key of its type
        T typed = (T) value;
        if (!key.allows(typed)) {
            throw new IllegalArgumentException("key " + key.name() + " must be " + key.allowed() + ", not " + value);
        }
    }
}
