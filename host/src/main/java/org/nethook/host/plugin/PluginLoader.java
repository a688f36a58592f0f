package org.nethook.host.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.Reconciler;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.apiuse.ApiEndings;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.plugin.jar.JarLimits;
import org.nethook.host.plugin.jar.PluginJar;
import org.nethook.host.plugin.jar.UnusableJarException;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.plugin.trust.TrustedFiles;
import org.pf4j.ExtensionWrapper;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;

/**
 * Loads the plugins of a directory. A jar that cannot be used is one {@link PluginProblem}, and none of its extensions
 * is; all others load.
 */
public final class PluginLoader {
    private final LeanPluginManager manager;
    private final TrustPolicy policy;
    /** With what ends of it; null when nothing does. */
    private final ApiDescription api;

    private final List<LoadedPlugin> plugins = new ArrayList<>();
    private final Map<Path, String> problems = new TreeMap<>();
    private final Map<Path, PluginWarning> warnings = new TreeMap<>();
    private final Map<String, String> failedIds = new HashMap<>();
    private final Map<String, LoadedPlugin> commands = new HashMap<>();

    private PluginLoader(LeanPluginManager manager, TrustPolicy policy, ApiDescription api) {
        this.manager = manager;
        this.policy = policy;
        this.api = api;
    }

    /**
     * Loads every jar of the directory that can be loaded. The jars can be replaced and removed while their plugins run.
     *
     * @param policy what is wanted of a jar beyond its owner and mode
     * @throws PluginDirectoryException when there is no such directory, or it cannot be read
     */
    public static PluginSet load(Path directory, TrustPolicy policy) throws PluginDirectoryException {
        return load(directory, policy, null);
    }

    /**
     * The same, but a plugin's code that is run to start it may take no longer than this.
     *
     * @param limit one that takes longer is a problem like any other, and its thread is left behind; null for no limit
     */
    public static PluginSet load(Path directory, TrustPolicy policy, Duration limit) throws PluginDirectoryException {
        return load(directory, policy, limit, ApiEndings.ofThisHost(HostVersion.VERSION));
    }

    /** @param api the API, with what ends of it; null when nothing does */
    static PluginSet load(Path directory, TrustPolicy policy, Duration limit, ApiDescription api)
            throws PluginDirectoryException {
        return load(PluginDirectory.list(directory), directory, policy, limit, api);
    }

    /** Loads this jar as if it were alone in its directory. */
    public static PluginSet loadOne(Path jar, TrustPolicy policy) {
        Path path = jar.toAbsolutePath();
        return load(
                PluginDirectory.of(path), path.getParent(), policy, null, ApiEndings.ofThisHost(HostVersion.VERSION));
    }

    private static PluginSet load(
            PluginDirectory files, Path directory, TrustPolicy policy, Duration limit, ApiDescription api) {
        PluginLoader loader = new PluginLoader(new LeanPluginManager(files, directory), policy, api);
        loader.loadJars(files.getPluginPaths());
        loader.startPlugins(limit);
        return new PluginSet(loader.result(files), loader.manager);
    }

    private void loadJars(List<Path> jars) {
        TrustedFiles files = new TrustedFiles();
        for (Path path : jars) {
            try {
                load(PluginJar.read(path, files.read(path, JarLimits.FILE)));
            } catch (PluginRuntimeException e) {
                problems.put(path, e.getMessage());
            }
        }
    }

    private void load(PluginJar jar) {
        String id = jar.attribute("Plugin-Id");
        if (id != null) { // one without is refused below
            policy.check(id, jar);
        }
        refuseBundledContract(jar);
        checkDependencies(jar);
        String warning = api == null ? null : ApiCheck.check(jar, api);
        manager.load(jar);
        if (warning != null) {
            warnings.put(jar.path(), new PluginWarning(jar.path(), id, warning));
        }
    }

    /** As pf4j writes them: {@code dns-info, other?@>=1.0.0}. */
    private static void checkDependencies(PluginJar jar) {
        String text = jar.attribute("Plugin-Dependencies");
        if (text == null || text.isBlank()) {
            return;
        }
        for (String part : text.split(",")) {
            int at = part.indexOf('@');
            String id = (at < 0 ? part : part.substring(0, at)).strip();
            if (!PluginIds.isValid(id.endsWith("?") ? id.substring(0, id.length() - 1) : id)) {
                throw new UnusableJarException(
                        "Plugin-Dependencies of its manifest must be ids such as dns-info@>=0.1.0,"
                                + " separated by commas, not \"" + text + "\"");
            }
        }
    }

    private static void refuseBundledContract(PluginJar jar) {
        String copy = jar.firstClassIn(PluginClasses.CONTRACT_PATHS);
        if (copy != null) {
            throw new UnusableJarException("it bundles " + copy
                    + ", which nethook provides; build it with plugin-api, pf4j and slf4j in scope provided");
        }
    }

    /**
     * Checks what can be told of a jar by itself, without loading it.
     *
     * @throws UnusableJarException when it would be refused; the message says why
     */
    public static void checkStatically(PluginJar jar) {
        LeanPluginManager.checkNames(jar.attribute("Plugin-Id"), jar.attribute("Plugin-Version"));
        refuseBundledContract(jar);
        checkDependencies(jar);
        for (String name : IndexedExtensions.names(jar)) {
            if (jar.find(name.replace('.', '/') + ".class") == null) {
                throw new UnusableJarException("class " + name + ", named by " + PluginJar.INDEX + ", is not in it");
            }
        }
    }

    private void startPlugins(Duration limit) {
        DependencyOrder dependencies = new DependencyOrder(manager.getPlugins(), manager.getVersionManager());
        List<PluginWrapper> order = dependencies.order();
        Starts starts = new Starts(dependencies);
        if (limit == null) {
            for (int i = 0; i < order.size(); i++) {
                starts.start(i).run();
            }
            return;
        }
        for (int next = 0; next < order.size(); ) {
            StartRun run = new StartRun(starts, next, order.size());
            String reason = run.await(limit);
            next = run.at();
            if (reason != null) {
                PluginWrapper wrapper = order.get(next++);
                failed(wrapper, "plugin " + wrapper.getPluginId() + ": " + reason);
            }
        }
    }

    private void failed(PluginWrapper wrapper, String reason) {
        failedIds.put(wrapper.getPluginId(), reason);
        problems.put(wrapper.getPluginPath(), reason);
    }

    /** Starts each plugin; what comes of it is taken note of afterwards. */
    private final class Starts implements StartRun.Starts {
        private final DependencyOrder dependencies;

        Starts(DependencyOrder dependencies) {
            this.dependencies = dependencies;
        }

        @Override
        public Runnable start(int number) {
            PluginWrapper wrapper = dependencies.order().get(number);
            boolean started = false;
            try {
                dependencies.check(wrapper, failedIds);
                Grants grants = Grants.of(manager.jar(wrapper).manifest().getMainAttributes());
                manager.start(wrapper);
                started = true;
                LoadedPlugin plugin = plugin(wrapper, grants);
                return new Result(wrapper, true, plugin, names(plugin), null);
            } catch (Throwable e) { // whatever a plugin throws ends here: the others load
                return new Result(
                        wrapper,
                        started,
                        null,
                        null,
                        e instanceof UnusableJarException ? e.getMessage() : Instances.missing(e));
            }
        }
    }

    /** Runs none of a plugin's code. */
    private final class Result implements Runnable {
        private final PluginWrapper wrapper;
        private final boolean started;
        private final LoadedPlugin plugin;
        private final List<String> names;
        private final String reason;

        Result(PluginWrapper wrapper, boolean started, LoadedPlugin plugin, List<String> names, String reason) {
            this.wrapper = wrapper;
            this.started = started;
            this.plugin = plugin;
            this.names = names;
            this.reason = reason;
        }

        @Override
        public void run() {
            String why = reason == null ? claimCommands(plugin, names) : reason;
            if (started) {
                manager.started(wrapper); // and so is stopped
            }
            if (why == null) {
                plugins.add(plugin);
            } else {
                failed(wrapper, why);
            }
        }
    }

    private LoadedPlugin plugin(PluginWrapper wrapper, Grants grants) {
        List<InterfaceEventListener> listeners = new ArrayList<>();
        List<HostCommand> own = new ArrayList<>();
        List<Reconciler> reconcilers = new ArrayList<>();
        Map<String, ConfigKey<?>> keys = new HashMap<>();
        for (ExtensionWrapper<?> found : manager.extensions(wrapper)) {
            Object extension = found.getExtension();
            if (!(extension instanceof Extension)) {
                throw new UnusableJarException("class " + extension.getClass().getName() + ", named by "
                        + PluginJar.INDEX + ", is no InterfaceEventListener, HostCommand or Reconciler");
            }
            probe((Extension) extension, keys);
            if (extension instanceof InterfaceEventListener listener) {
                listeners.add(listener);
            }
            if (extension instanceof HostCommand command) {
                own.add(command);
            }
            if (extension instanceof Reconciler reconciler) {
                reconcilers.add(reconciler);
            }
        }
        return new LoadedPlugin(
                wrapper.getPluginId(),
                wrapper.getDescriptor().getVersion(),
                about(wrapper.getDescriptor()),
                wrapper.getPluginPath(),
                grants,
                listeners,
                own,
                reconcilers);
    }

    private static LoadedPlugin.About about(PluginDescriptor descriptor) {
        return new LoadedPlugin.About(
                orEmpty(descriptor.getPluginDescription()),
                orEmpty(descriptor.getProvider()),
                orEmpty(descriptor.getLicense()),
                descriptor.getRequires());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** Asks once what would else be asked in the middle of a start, when one plugin's failure would be everybody's. */
    private static void probe(Extension extension, Map<String, ConfigKey<?>> keys) {
        String name = extension.getClass().getName();
        String silent = null;
        try {
            if (extension instanceof InterfaceEventListener listener) {
                listener.order();
                silent = listener.filter() == null ? "filter()" : null;
            }
            List<ConfigKey<?>> declared = extension.configKeys();
            if (declared == null) {
                silent = "configKeys()";
            } else {
                declare(declared, name, keys);
            }
        } catch (UnusableJarException e) {
            throw e;
        } catch (Throwable e) { // Errors, too, and what Kotlin need not declare
            throw new UnusableJarException(e, "class " + name + " cannot tell what it wants: " + Instances.missing(e));
        }
        if (silent != null) {
            throw new UnusableJarException("class " + name + " cannot tell what it wants: " + silent + " returns null");
        }
    }

    /** Takes note of keys; the extensions of a plugin share its section, and so must agree. */
    private static void declare(List<ConfigKey<?>> declared, String by, Map<String, ConfigKey<?>> keys) {
        for (ConfigKey<?> key : declared) {
            if (key == null) {
                throw new UnusableJarException(
                        "class " + by + " cannot tell what it wants: configKeys() has a key that is null");
            }
            ConfigKey<?> other = keys.putIfAbsent(key.name(), key);
            if (other != null
                    && (other.type() != key.type() || !other.defaultValue().equals(key.defaultValue()))) {
                throw new UnusableJarException("its key " + key.name()
                        + " is declared twice, with another type or default; make it one constant");
            }
        }
    }

    private static List<String> names(LoadedPlugin plugin) {
        List<String> names = new ArrayList<>();
        for (HostCommand command : plugin.commands()) {
            names.add(nameOf(command));
        }
        return names;
    }

    /** Returns why its commands cannot be called that; null when they can. */
    private String claimCommands(LoadedPlugin plugin, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            LoadedPlugin owner = names.indexOf(name) < i ? plugin : commands.get(name);
            if (owner != null) {
                return "its command " + name + " is already one of "
                        + owner.jar().getFileName();
            }
        }
        for (String name : names) {
            commands.put(name, plugin);
        }
        return null;
    }

    private static String nameOf(HostCommand command) {
        String name;
        boolean told;
        try {
            name = command.name();
            told = command.arguments() != null && command.summary() != null;
        } catch (Throwable e) { // as above
            throw new UnusableJarException(
                    e, "class " + command.getClass().getName() + " cannot tell its command: " + Instances.missing(e));
        }
        if (name == null || !PluginIds.isValid(name)) {
            throw new UnusableJarException("the name of command "
                    + command.getClass().getName() + " must be " + PluginIds.ALLOWED + ", not \"" + name + "\"");
        }
        if (!told) {
            throw new UnusableJarException("class " + command.getClass().getName()
                    + " cannot tell its command: arguments() or summary() returns null");
        }
        return name;
    }

    private LoadedPlugins result(PluginDirectory files) {
        Collections.sort(plugins, new ById());
        List<PluginProblem> all = new ArrayList<>();
        for (Map.Entry<Path, String> problem : problems.entrySet()) {
            all.add(new PluginProblem(problem.getKey(), problem.getValue()));
        }
        for (Path path : problems.keySet()) {
            warnings.remove(path); // it is not used
        }
        return new LoadedPlugins(plugins, all, new ArrayList<>(warnings.values()), files.ignored());
    }

    private static final class ById implements Comparator<LoadedPlugin> {
        @Override
        public int compare(LoadedPlugin a, LoadedPlugin b) {
            return a.id().compareTo(b.id());
        }
    }
}
