package org.nethook.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.host.dev.ClassesJar;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.PluginDirectoryException;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.plugin.trust.TrustPolicy;

/**
 * A plugin as the host loads it: found by its index, checked, in a class loader of its own, and allowed what its manifest declares. Its
 * libraries must be in the jar, as they must for the host.
 */
public final class InstalledPlugin implements AutoCloseable {
    private final Path directory;
    private final PluginSet set;
    private final LoadedPlugin plugin;

    private InstalledPlugin(Path directory, PluginSet set, LoadedPlugin plugin) {
        this.directory = directory;
        this.set = set;
        this.plugin = plugin;
    }

    /**
     * Loads a plugin.
     *
     * @param jarOrClasses its jar, or the directory that its build compiles into, such as {@code target/classes}
     * @throws AssertionError when the host refuses it; the message is the host's reason
     * @throws UncheckedIOException when a file cannot be read or written
     */
    public static InstalledPlugin install(Path jarOrClasses) {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("nethook-plugin");
            Path plugins = Files.createDirectory(directory.resolve("plugins"));
            Path jar = plugins.resolve("plugin.jar");
            if (Files.isDirectory(jarOrClasses)) {
                ClassesJar.pack(jarOrClasses, jar);
            } else {
                Files.copy(jarOrClasses, jar);
            }
            PluginSet set = PluginLoader.load(plugins, TrustPolicy.FILES);
            for (PluginProblem problem : set.plugins().problems()) {
                set.close();
                throw new AssertionError("the host does not load " + jarOrClasses + ": " + problem.reason());
            }
            return new InstalledPlugin(directory, set, set.plugins().plugins().get(0));
        } catch (IOException | PluginDirectoryException e) {
            delete(directory);
            throw new UncheckedIOException(
                    e instanceof IOException failure ? failure : new IOException(e.getMessage(), e));
        } catch (AssertionError e) {
            delete(directory);
            throw e;
        }
    }

    /** Its id. */
    public String id() {
        return plugin.id();
    }

    /** The names of its commands. */
    public List<String> commands() {
        return plugin.commands().stream().map(HostCommand::name).toList();
    }

    /** Starts describing a machine on which this plugin is installed, with the grants of its manifest. */
    public TestHostBuilder machine() {
        Set<Extension> extensions = Collections.newSetFromMap(new IdentityHashMap<>());
        extensions.addAll(plugin.listeners());
        extensions.addAll(plugin.commands());
        extensions.addAll(plugin.reconcilers());
        return new TestHostBuilder(extensions.toArray(new Extension[0]))
                .id(plugin.id())
                .grants(plugin.grants());
    }

    /** Stops the plugin, and forgets its classes. */
    @Override
    public void close() {
        set.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
