package org.nethook.host.plugin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.pf4j.ExtensionDescriptor;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.PluginWrapper;

/** Finds extensions by the index that pf4j's annotation processor wrote into the jar, and nowhere else. */
final class IndexedExtensions implements ExtensionFinder {
    private final LeanPluginManager manager;

    IndexedExtensions(LeanPluginManager manager) {
        this.manager = manager;
    }

    @Override
    public Set<String> findClassNames(String pluginId) {
        return new LinkedHashSet<>(names(manager.jar(manager.getPlugin(pluginId))));
    }

    /** @throws UnusableJarException when the jar names no extension */
    static List<String> names(PluginJar jar) {
        List<String> names = jar.extensions();
        if (names == null) {
            throw new UnusableJarException(
                    "it has no " + PluginJar.INDEX
                            + ": the annotation processor did not run when it was built (pf4j belongs on javac's processor path)");
        }
        if (names.isEmpty()) {
            throw new UnusableJarException("its " + PluginJar.INDEX + " names no class");
        }
        return names;
    }

    /** Every extension of a plugin. */
    List<ExtensionWrapper<?>> all(String pluginId) {
        List<ExtensionWrapper<?>> found = new ArrayList<>();
        ClassLoader classes = manager.getPlugin(pluginId).getPluginClassLoader();
        for (String name : findClassNames(pluginId)) {
            found.add(wrap(Instances.load(name, PluginJar.INDEX, classes)));
        }
        return found;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<ExtensionWrapper> find(String pluginId) {
        return new ArrayList<>(all(pluginId));
    }

    @Override
    public <T> List<ExtensionWrapper<T>> find(Class<T> type, String pluginId) {
        List<ExtensionWrapper<T>> found = new ArrayList<>();
        ClassLoader classes = manager.getPlugin(pluginId).getPluginClassLoader();
        for (String name : findClassNames(pluginId)) {
            Class<?> extension = Instances.load(name, PluginJar.INDEX, classes);
            if (type.isAssignableFrom(extension)) {
                found.add(wrap(extension));
            }
        }
        return found;
    }

    @Override
    public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
        List<ExtensionWrapper<T>> found = new ArrayList<>();
        for (PluginWrapper plugin : manager.getStartedPlugins()) {
            found.addAll(find(type, plugin.getPluginId()));
        }
        return found;
    }

    private <T> ExtensionWrapper<T> wrap(Class<?> extension) {
        // pf4j's ordinals stand in an annotation; nethook asks InterfaceEventListener.order() instead.
        return new ExtensionWrapper<>(new ExtensionDescriptor(0, extension), manager.getExtensionFactory());
    }
}
