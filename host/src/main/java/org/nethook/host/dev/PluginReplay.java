package org.nethook.host.dev;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nethook.api.ExitStatus;
import org.nethook.api.PluginConfig;
import org.nethook.api.netif.NetifException;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginDirectoryException;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.plugin.PluginWarning;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.replay.FreshPlugins;
import org.nethook.host.replay.Replay;
import org.nethook.host.replay.Scenario;
import org.nethook.host.replay.ScenarioException;
import org.nethook.host.replay.ScenarioReader;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.host.timeline.Style;
import org.nethook.host.timeline.TextTimeline;
import org.nethook.netif.sim.VirtualTime;

/** Loads the classes of one plugin as its jar would be loaded, and replays scenarios with it alone. */
final class PluginReplay {
    private final Path scratch;
    private final Invocation call;
    private final Style style;

    /**
     * A replay for one plugin.
     *
     * @param scratch a directory of its own
     * @param call where the timeline goes, and where the configuration is read from
     */
    PluginReplay(Path scratch, Invocation call, Style style) {
        this.scratch = scratch;
        this.call = call;
        this.style = style;
    }

    /**
     * Replays each scenario with the classes as they are now.
     *
     * @return how often the plugin failed; each was printed as an alarm
     * @throws Failure when the plugin is not loaded, its configuration or a scenario is wrong: one line says why
     */
    int run(Path classes, List<Path> scenarios) throws Failure {
        Path plugins = scratch.resolve("plugins");
        Path jar = plugins.resolve("classes.jar");
        List<PluginSet> sets = new ArrayList<>();
        try {
            Files.createDirectories(plugins);
            Files.deleteIfExists(jar);
            ClassesJar.pack(classes, jar);
            int failures = 0;
            for (Path file : scenarios) {
                if (!Files.exists(file)) {
                    throw new Failure(ExitStatus.NOINPUT, file + ": no such file");
                }
                failures += replay(ScenarioReader.read(file), plugins, sets);
            }
            return failures;
        } catch (ScenarioException e) {
            throw new Failure(ExitStatus.DATAERR, List.of(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(ExitStatus.NOINPUT, List.of(e.getMessage()), e);
        } finally {
            sets.forEach(PluginSet::close);
        }
    }

    private int replay(Scenario scenario, Path plugins, List<PluginSet> sets) throws Failure {
        List<FreshPlugins> first = new ArrayList<>(List.of(load(plugins, sets)));
        VirtualTime time = SimulatedHost.clock();
        PrintStream out = new PrintStream(new BufferedOutputStream(call.out()), false, StandardCharsets.UTF_8);
        try (Replay replay = new Replay(
                scenario,
                () -> first.isEmpty() ? loadAgain(plugins, sets) : first.remove(0),
                time,
                new TextTimeline(out, style, time::elapsed))) {
            replay.run();
            return replay.failures();
        } catch (NetifException e) {
            throw new Failure(ExitStatus.SOFTWARE, List.of(e.getMessage()), e);
        } finally {
            out.flush();
        }
    }

    private FreshPlugins load(Path plugins, List<PluginSet> sets) throws Failure {
        try {
            PluginSet set = PluginLoader.load(plugins, TrustPolicy.FILES); // the author's own, not signed yet
            sets.add(set);
            LoadedPlugins loaded = set.plugins();
            for (PluginProblem problem : loaded.problems()) {
                throw new Failure(ExitStatus.DATAERR, "not loaded: " + problem.reason());
            }
            for (PluginWarning warning : loaded.warnings()) {
                call.say("plugin " + warning.pluginId() + ": " + warning.text());
            }
            Map<String, PluginConfig> sections = call.readConfig(loaded).sections();
            return new FreshPlugins(loaded.plugins(), sections);
        } catch (PluginDirectoryException e) {
            throw new Failure(ExitStatus.SOFTWARE, List.of(e.getMessage()), e);
        }
    }

    /** For a host that was killed and starts again. */
    private FreshPlugins loadAgain(Path plugins, List<PluginSet> sets) {
        try {
            return load(plugins, sets);
        } catch (Failure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
