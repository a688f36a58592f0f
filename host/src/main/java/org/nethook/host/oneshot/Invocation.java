package org.nethook.host.oneshot;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.NetifException;
import org.nethook.host.config.ConfigException;
import org.nethook.host.config.ConfigFile;
import org.nethook.host.config.HostConfig;
import org.nethook.host.log.HostLog;
import org.nethook.host.log.LogLevel;
import org.nethook.host.log.OneLine;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginDirectoryException;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.plugin.PluginWarning;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.waiting.WaitingRoom;
import org.nethook.netif.Platform;

/** One call of nethook: its streams, its machine, and the options that every command understands. */
public final class Invocation {
    private final PrintStream out;
    private final PrintStream err;
    private final Machine machine;
    private String config;
    private String plugins;
    private String state;
    private boolean debug;
    /** The configuration by which plugins were loaded; null once it was checked. */
    private ConfigFile file;

    /** A call without options. */
    public Invocation(PrintStream out, PrintStream err, Machine machine) {
        this.out = out;
        this.err = err;
        this.machine = machine;
        HostLog.configure(LogLevel.INFO, err);
    }

    /** Where the answer goes. */
    public PrintStream out() {
        return out;
    }

    /** Where complaints go. */
    public PrintStream err() {
        return err;
    }

    /** What it reaches. */
    public Machine machine() {
        return machine;
    }

    /** Whether {@code --debug} was given. */
    public boolean debug() {
        return debug;
    }

    /** {@code --config FILE}. */
    public void config(String file) {
        config = file;
    }

    /** Whether {@code --config} was given. */
    public boolean hasConfig() {
        return config != null;
    }

    /** {@code --plugins DIR}. */
    public void plugins(String directory) {
        plugins = directory;
    }

    /** {@code --state DIR}. */
    public void state(String directory) {
        state = directory;
    }

    /** {@code --debug}. */
    public void debug(boolean on) {
        debug = on;
        if (on) {
            HostLog.configure(LogLevel.DEBUG, err);
        }
    }

    /** Whether an option was given that says to work otherwise than the resident host does. */
    public boolean isOfItsOwn() {
        return config != null || plugins != null || state != null || debug;
    }

    /** Prints a line to standard error, under nethook's name. */
    public void say(String line) {
        err.println("nethook: " + OneLine.of(line));
    }

    /** Where plugins are. */
    public Path pluginDirectory() throws Failure {
        return plugins == null ? home("--plugins DIR").resolve("plugins") : path("--plugins", plugins);
    }

    /** Where the image is whose launcher was called. */
    public Path image() throws Failure {
        return home("nothing else");
    }

    /**
     * Where scheduled work waits that outlasts a process. What waits there is called with the options of this call.
     *
     * @param directory the state directory
     */
    WaitingRoom waitingRoom(Path directory) throws Failure {
        List<String> options = new ArrayList<>();
        options.add("--state");
        options.add(directory.toString());
        if (config != null) {
            options.add("--config");
            options.add(path("--config", config).toAbsolutePath().toString());
        }
        if (plugins != null) {
            options.add("--plugins");
            options.add(path("--plugins", plugins).toAbsolutePath().toString());
        }
        if (debug) {
            options.add("--debug");
        }
        return new WaitingRoom(
                directory.resolve("waiting"), machine.clock(), machine.waiters(home("nothing else"), options));
    }

    /** What outlasts the process. */
    public StateDirectory stateDirectory(HostConfig read, Platform platform) throws Failure {
        return machine.state(statePath(read, platform), new BootOf(platform));
    }

    /** Where it is: where {@code --state} says, else the configuration, else where the platform has such things. */
    public Path statePath(HostConfig read, Platform platform) throws Failure {
        if (state != null) {
            return path("--state", state).toAbsolutePath();
        }
        return read.stateDirectory().isPresent() ? read.stateDirectory().get() : platform.stateDirectory();
    }

    private record BootOf(Platform platform) implements StateDirectory.Boot {
        @Override
        public String id() throws NetifException {
            return platform.bootId();
        }
    }

    /** Loads the plugins and says which jars were not. */
    public LoadedPlugins loadPlugins() throws Failure {
        LoadedPlugins loaded = loadPluginsSilently();
        for (PluginProblem problem : loaded.problems()) {
            say(problem.toString());
        }
        for (PluginWarning warning : loaded.warnings()) {
            say(warning.toString());
        }
        return loaded;
    }

    /** Loads the plugins. */
    public LoadedPlugins loadPluginsSilently() throws Failure {
        return loadPluginSet().plugins();
    }

    /** Loads the plugins, so that they can be closed too. What is asked of their jars is read from the configuration. */
    public PluginSet loadPluginSet() throws Failure {
        try {
            Path directory = pluginDirectory();
            TrustPolicy policy = trustPolicy();
            return PluginLoader.load(directory, policy, file.hookTimeout());
        } catch (PluginDirectoryException e) {
            throw new Failure(ExitStatus.NOINPUT, List.of(e.getMessage()), e);
        }
    }

    /** What the configuration asks of a plugin's jar. Reads it anew. */
    public TrustPolicy trustPolicy() throws Failure {
        file = openConfig();
        try {
            return file.trust();
        } catch (ConfigException e) {
            throw new Failure(ExitStatus.CONFIG, e.problems(), e);
        }
    }

    /**
     * Checks the configuration; one that was not named and does not exist is empty. It is the one that these plugins were
     * loaded with, not one that was written since.
     */
    public HostConfig readConfig(LoadedPlugins loaded) throws Failure {
        HostConfig read;
        try {
            read = (file == null ? openConfig() : file).check(pluginDirectory(), loaded);
        } catch (ConfigException e) {
            throw new Failure(ExitStatus.CONFIG, e.problems(), e);
        } finally {
            file = null;
        }
        for (String warning : read.warnings()) {
            say(warning);
        }
        if (!debug) {
            HostLog.configure(read.logLevel(), err);
        }
        return read;
    }

    private ConfigFile openConfig() throws Failure {
        Path path = config == null ? home("--config FILE").resolve("etc/nethook.conf") : path("--config", config);
        boolean exists = Files.exists(path);
        if (!exists && config != null) {
            throw new Failure(ExitStatus.NOINPUT, path + ": no such file");
        }
        try {
            return exists ? ConfigFile.open(path) : ConfigFile.empty();
        } catch (ConfigException e) {
            throw new Failure(ExitStatus.CONFIG, e.problems(), e);
        }
    }

    /** Prints what went wrong and returns the status. */
    public int report(Failure failure) {
        for (String line : failure.lines()) {
            say(line);
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return failure.status();
    }

    /** Prints that nethook itself failed and returns the status. */
    public int bug(Throwable failure) {
        say("bug: " + failure + (debug ? "" : " (the same command with --debug shows where)"));
        if (debug) {
            failure.printStackTrace(err);
        }
        return ExitStatus.SOFTWARE;
    }

    /** Where this nethook is installed. */
    public Path home() throws Failure {
        return home("nothing else");
    }

    private static Path home(String instead) throws Failure {
        String home = System.getProperty("nethook.home");
        if (home == null) {
            throw new Failure(
                    ExitStatus.CONFIG,
                    "nethook.home is not set; start nethook through bin/nethook, or give " + instead);
        }
        return Path.of(home);
    }

    private static Path path(String option, String text) throws Failure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Failure(ExitStatus.USAGE, option + " must be a path, not \"" + text + "\"");
        }
    }
}
