package org.nethook.host.plugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.RuntimeMode;
import org.pf4j.VersionManager;

/**
 * pf4j without what a one-shot start pays for and does not use: no status files, no zip or development layouts, no
 * look through the class path. Its steps are called one by one, so that each jar's failure can be told.
 */
final class LeanPluginManager extends AbstractPluginManager {
    private final Map<Path, PluginJar> jars = new HashMap<>();
    private final IndexedExtensions index = new IndexedExtensions(this);
    private final PluginDirectory directory;

    LeanPluginManager(PluginDirectory directory, Path path) {
        super(path); // which asks for the parts below before the fields here are set
        this.directory = directory;
        this.pluginRepository = directory;
        this.extensionFinder = index;
        setSystemVersion(HostVersion.VERSION);
    }

    /** Makes the class loader of a jar; runs none of its code. */
    PluginWrapper load(PluginJar jar) {
        jars.put(jar.path(), jar);
        return loadPluginFromPath(jar.path());
    }

    /** What a loaded jar says about itself. */
    PluginJar jar(PluginWrapper wrapper) {
        return jars.get(wrapper.getPluginPath());
    }

    /** The extensions that a started plugin's index names, none of them made yet. */
    List<ExtensionWrapper<?>> extensions(PluginWrapper wrapper) {
        return index.all(wrapper.getPluginId());
    }

    /** Starts a plugin whose dependencies are started. Changes nothing but the plugin, as its code may never return. */
    void start(PluginWrapper wrapper) {
        try {
            wrapper.getPlugin().start();
        } catch (UnusableJarException e) {
            throw e;
        } catch (Throwable e) { // whatever a plugin throws
            throw new UnusableJarException(e, "it cannot be started: " + Instances.missing(e));
        }
    }

    /** Takes note that a plugin was started. */
    void started(PluginWrapper wrapper) {
        unresolvedPlugins.remove(wrapper);
        resolvedPlugins.add(wrapper);
        wrapper.setPluginState(PluginState.STARTED);
        startedPlugins.add(wrapper);
    }

    /** @throws UnusableJarException when an id or a version is none */
    static void checkNames(String id, String version) {
        if (id == null || !PluginIds.isValid(id)) {
            throw new UnusableJarException(
                    id == null
                            ? "its manifest has no Plugin-Id, so it is not a plugin"
                            : "Plugin-Id of its manifest must be " + PluginIds.ALLOWED + ", not \"" + id + "\"");
        }
        if (PluginIds.RESERVED.contains(id)) {
            throw new UnusableJarException(
                    "Plugin-Id of its manifest must not be " + id + ", which is a key of nethook.conf");
        }
        if (version == null || HostVersion.plain(version) == null) {
            throw new UnusableJarException("Plugin-Version of its manifest must be a version such as 1.2.3"
                    + (version == null ? "; it has none" : ", not \"" + version + "\""));
        }
    }

    @Override
    protected void validatePluginDescriptor(PluginDescriptor descriptor) {
        String id = descriptor.getPluginId();
        checkNames(id, descriptor.getVersion());
        PluginWrapper first = getPlugin(id);
        if (first != null) {
            throw new UnusableJarException("its plugin id " + id + " is already that of "
                    + first.getPluginPath().getFileName());
        }
    }

    @Override
    protected boolean isPluginValid(PluginWrapper wrapper) {
        HostVersion.check(wrapper.getDescriptor().getRequires(), getVersionManager());
        return true;
    }

    @Override
    public RuntimeMode getRuntimeMode() {
        return RuntimeMode.DEPLOYMENT;
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return directory;
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return new Instances();
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new Instances();
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestPluginDescriptorFinder() {
            @Override
            protected Manifest readManifest(Path path) {
                return jars.get(path).manifest();
            }
        };
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return index;
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new AllEnabled();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarLoader();
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }

    /** Gives each jar a class loader of its own. */
    private final class JarLoader implements PluginLoader {
        @Override
        public boolean isApplicable(Path path) {
            return jars.containsKey(path);
        }

        @Override
        public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
            return new PluginClasses(LeanPluginManager.this, descriptor, jars.get(path));
        }
    }

    /** A jar that is in the directory is enabled; taking it out disables it. */
    private static final class AllEnabled implements PluginStatusProvider {
        @Override
        public boolean isPluginDisabled(String pluginId) {
            return false;
        }

        @Override
        public void disablePlugin(String pluginId) {
            throw new UnsupportedOperationException("a jar is enabled by being in the directory");
        }

        @Override
        public void enablePlugin(String pluginId) {
            throw new UnsupportedOperationException("a jar is enabled by being in the directory");
        }
    }
}
