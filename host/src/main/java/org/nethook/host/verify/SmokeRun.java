package org.nethook.host.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.nethook.host.config.ConfigException;
import org.nethook.host.config.ConfigFile;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginDirectoryException;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.replay.FreshPlugins;
import org.nethook.host.replay.Replay;
import org.nethook.host.replay.Scenario;
import org.nethook.host.replay.ScenarioReader;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.netif.sim.VirtualTime;

/** Lets a plugin live through recorded scenarios, on a simulated machine and in bounded time. */
final class SmokeRun {
    private final Path jar;
    private final String id;
    private final Path beside;
    private final TrustPolicy policy;
    private final Duration limit;
    private final Findings findings;
    private final Set<ClassLoader> loaders = ConcurrentHashMap.newKeySet();
    private final List<Grants> grants = new ArrayList<>();
    private final Set<Long> told = new HashSet<>();
    private final Failures failures = new Failures();

    /**
     * @param id the plugin's
     * @param beside where the plugins are that run beside it, as it will be when it is installed
     * @param limit how long one scenario may take
     */
    SmokeRun(Path jar, String id, Path beside, TrustPolicy policy, Duration limit, Findings findings) {
        this.jar = jar;
        this.id = id;
        this.beside = beside;
        this.policy = policy;
        this.limit = limit;
        this.findings = findings;
    }

    /** Runs every scenario of the directory, until one does not end. */
    void run(Path scenarios) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(scenarios)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
        int good = 0;
        for (Path file : files) {
            String name = file.getFileName().toString();
            int before = findings.count(Finding.Level.ERROR) + failures.count();
            if (!ends(name, file)) {
                failures.end(findings);
                return;
            }
            tellOfThreads(name);
            good += findings.count(Finding.Level.ERROR) + failures.count() == before ? 1 : 0;
        }
        failures.end(findings);
        tellOfUse();
        if (good == files.size()) {
            findings.note("run", "lived through " + good + " recorded scenarios without a failure");
        }
    }

    /** Tells what of its declarations was used, for whoever would rather declare less. */
    private void tellOfUse() {
        if (grants.isEmpty()) {
            return;
        }
        Grants all = grants.get(0);
        for (Grants each : grants.subList(1, grants.size())) {
            all.addUse(each);
        }
        if (!all.unused().isEmpty()) {
            findings.note("permissions", "not needed in these scenarios: " + String.join("; ", all.unused()));
        }
        if (all.permitsAnyOperation() && !all.usedControl().isEmpty()) {
            findings.note("permissions", "enough in these scenarios: " + all.usedControl());
        }
    }

    private boolean ends(String name, Path file) throws InterruptedException {
        try {
            return Bounded.within(limit, () -> scenario(file));
        } catch (ExecutionException e) {
            findings.error("run", name + ": " + e.getCause());
            return true;
        } catch (TimeoutException e) {
            findings.error("run", name + ": no end after " + limit.toSeconds() + " s; a hook loops, or waits");
            return false;
        }
    }

    private boolean scenario(Path file) throws Exception {
        String name = file.getFileName().toString();
        Scenario scenario = ScenarioReader.read(file);
        VirtualTime time = SimulatedHost.clock();
        Complaints complaints = new Complaints(id, name, failures);
        try (Replay replay = new Replay(scenario, this::fresh, time, complaints)) {
            replay.run();
        }
        return true;
    }

    private FreshPlugins fresh() {
        LoadedPlugins own = PluginLoader.loadOne(jar, policy).plugins();
        for (PluginProblem problem : own.problems()) {
            throw new IllegalStateException(problem.reason());
        }
        List<LoadedPlugin> plugins = new ArrayList<>(own.plugins());
        for (LoadedPlugin plugin : plugins) {
            loaders.add(plugin.classes());
            grants.add(plugin.grants());
        }
        try {
            for (LoadedPlugin other :
                    PluginLoader.load(beside, policy).plugins().plugins()) {
                if (!other.id().equals(id)) {
                    plugins.add(other);
                }
            }
        } catch (PluginDirectoryException e) {
            // then it is alone
        }
        try {
            LoadedPlugins all = new LoadedPlugins(plugins, List.of(), List.of());
            return new FreshPlugins(plugins, ConfigFile.defaults(all).sections());
        } catch (ConfigException e) {
            throw new IllegalStateException("its configuration keys cannot be used: " + e.getMessage(), e);
        }
    }

    /** Threads that its hooks started and that outlived them. */
    private void tellOfThreads(String scenario) {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            ClassLoader loader = thread.getContextClassLoader();
            if (loader != null && loaders.contains(loader) && told.add(thread.getId())) {
                left.add(thread.getName());
            }
        }
        if (!left.isEmpty()) {
            String names = left.size() == 1
                    ? "left thread running: " + left.get(0)
                    : "left " + left.size() + " threads running, such as " + left.get(0);
            findings.error("run", scenario + ": " + names + "; work for later belongs into context.scheduler()");
        }
    }
}
