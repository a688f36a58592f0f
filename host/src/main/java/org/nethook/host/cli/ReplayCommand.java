package org.nethook.host.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nethook.api.ExitStatus;
import org.nethook.api.PluginConfig;
import org.nethook.api.netif.NetifException;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.replay.FreshPlugins;
import org.nethook.host.replay.LinesReplay;
import org.nethook.host.replay.Replay;
import org.nethook.host.replay.Scenario;
import org.nethook.host.replay.ScenarioException;
import org.nethook.host.replay.ScenarioReader;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.host.timeline.ColourChoice;
import org.nethook.host.timeline.JsonTimeline;
import org.nethook.host.timeline.TextTimeline;
import org.nethook.host.timeline.Timeline;
import org.nethook.netif.sim.VirtualTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nethook replay}. */
@Command(
        name = "replay",
        header = "Run the plugins on a simulated machine, in virtual time.",
        customSynopsis = {"nethook replay [OPTIONS] SCENARIO", "nethook replay [OPTIONS] --lines FILE"},
        description = {
            "%nA scenario says what the hardware of a machine does and when; a simulated kernel makes events of it. "
                    + "Prints a timeline of what happened and what the plugins did, and the state at the end. Nothing "
                    + "on this machine is changed.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook replay examples/live-migration.conf",
            "  nethook replay --json examples/live-migration.conf",
            "  nethook replay examples/live-migration.conf --then 'explain lagg0' --then 'release hn0'",
            "  nethook replay --lines examples/freebsd-devctl.lines"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:the run came to its end",
            "65:the scenario is wrong; nothing ran",
            "66:the file cannot be read",
            "70:a plugin failed, or something the scenario wants could not be done; an alarm says why",
            "else:what the first command after --then ended with that did not end with 0"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String NEWEST = "14.0";

    private final Invocation call;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "a scenario; see examples/README.md")
    private Path scenario;

    @Option(
            names = "--lines",
            paramLabel = "FILE",
            description = "instead of a scenario, lines that a kernel wrote to /dev/devctl, one event a line")
    private Path lines;

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            description = "whose kernel is simulated: 12.1 or 14.0; without it what the scenario says, and " + NEWEST
                    + " for lines")
    private String release;

    @Option(
            names = "--then",
            paramLabel = "COMMAND",
            description =
                    "at the end, give this command at the simulated machine: status, plan, check, explain, history, "
                            + "apply, release, run or netif, with its arguments; may be repeated")
    private List<String> then = List.of();

    @Option(names = "--json", description = "as JSON Lines")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "colour and line drawing: auto, always or never")
    private String colour;

    ReplayCommand(Invocation call) {
        this.call = call;
    }

    @Override
    public Integer call() throws Failure, NetifException {
        if ((scenario == null) == (lines == null)) {
            throw wrong("replay needs either a SCENARIO or --lines FILE");
        }
        if (release != null && !release.equals("12.1") && !release.equals(NEWEST)) {
            throw wrong("--release must be 12.1 or 14.0, not \"" + release + "\"");
        }
        ColourChoice choice = colourChoice();
        Scenario read = scenario == null ? null : readScenario();
        List<byte[]> recorded = lines == null ? null : readLines();
        Afterwards afterwards = new Afterwards(then, call);
        afterwards.check();
        LoadedPlugins loaded = call.loadPlugins();
        Map<String, PluginConfig> configs = call.readConfig(loaded).sections();
        VirtualTime time = SimulatedHost.clock();
        PrintStream out = new PrintStream(new BufferedOutputStream(call.out()), false, StandardCharsets.UTF_8);
        Timeline timeline =
                json ? new JsonTimeline(out, time::elapsed) : new TextTimeline(out, choice.style(), time::elapsed);
        try {
            Ending ending = (host, failures) -> {
                int status = afterwards.run(host, loaded, out, choice.style().width());
                return failures == 0 ? status : ExitStatus.SOFTWARE;
            };
            return read == null
                    ? run(recorded, loaded.plugins(), configs, time, timeline, ending)
                    : run(read, new FreshPlugins(loaded.plugins(), configs), time, timeline, ending);
        } finally {
            out.flush();
        }
    }

    /** What is done on the machine that a run left behind. */
    private interface Ending {
        int of(SimulatedHost host, int failures);
    }

    private int run(Scenario scenario, FreshPlugins first, VirtualTime time, Timeline timeline, Ending ending)
            throws NetifException {
        List<FreshPlugins> starts = new ArrayList<>(List.of(first));
        Supplier<FreshPlugins> plugins = () -> starts.isEmpty() ? loadAgain() : starts.remove(0);
        try (Replay replay = new Replay(scenario, plugins, time, timeline)) {
            replay.run();
            return ending.of(replay.host(), replay.failures());
        }
    }

    /** Plugins that remember nothing, for a host that was killed. */
    private FreshPlugins loadAgain() {
        try {
            LoadedPlugins loaded = call.loadPluginsSilently();
            return new FreshPlugins(loaded.plugins(), call.readConfig(loaded).sections());
        } catch (Failure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private int run(
            List<byte[]> recorded,
            List<LoadedPlugin> plugins,
            Map<String, PluginConfig> configs,
            VirtualTime time,
            Timeline timeline,
            Ending ending)
            throws NetifException {
        String title = "The lines of " + lines.getFileName();
        String kernel = release == null ? NEWEST : release;
        try (LinesReplay replay = new LinesReplay(title, recorded, kernel, plugins, configs, time, timeline)) {
            replay.run();
            return ending.of(replay.host(), replay.failures());
        }
    }

    private Scenario readScenario() throws Failure {
        try {
            Scenario read = ScenarioReader.read(scenario);
            return release == null ? read : read.withRelease(release);
        } catch (ScenarioException e) {
            throw new Failure(ExitStatus.DATAERR, List.of(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(scenario, e);
        }
    }

    private List<byte[]> readLines() throws Failure {
        try {
            return LinesReplay.read(lines);
        } catch (IOException e) {
            throw unreadable(lines, e);
        }
    }

    private static Failure unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "no such file"
                : Files.isDirectory(file) ? "is a directory" : "cannot be read";
        return new Failure(ExitStatus.NOINPUT, List.of(file + ": " + why), e);
    }

    private ColourChoice colourChoice() {
        switch (colour) {
            case "auto":
                return ColourChoice.AUTO;
            case "always":
                return ColourChoice.ALWAYS;
            case "never":
                return ColourChoice.NEVER;
            default:
                throw wrong("--color must be auto, always or never, not \"" + colour + "\"");
        }
    }

    private ParameterException wrong(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }
}
