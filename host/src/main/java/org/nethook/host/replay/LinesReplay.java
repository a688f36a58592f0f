package org.nethook.host.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.PluginConfig;
import org.nethook.api.netif.NetifException;
import org.nethook.host.dispatch.DispatchResult;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.timeline.LineCounts;
import org.nethook.host.timeline.Opening;
import org.nethook.host.timeline.Summary;
import org.nethook.host.timeline.Timeline;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.VirtualTime;

/**
 * Runs the recorded lines of some machine's /dev/devctl through the plugins, on a simulated machine that has no
 * interface of its own and is no Hyper-V guest. A recording tells the order of its lines and not their times: they all
 * come at once.
 */
public final class LinesReplay implements AutoCloseable {
    /** Plugins may have put something off; it still gets its turn. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(10);

    private final String title;
    private final List<byte[]> lines;
    private final MachineSpec spec;
    private final List<LoadedPlugin> plugins;
    private final Timeline timeline;
    private final VirtualTime time;
    private final SimulatedHost host;
    private int comments;
    private int events;
    private int unwanted;

    /**
     * A recording that is ready to run.
     *
     * @param title what it is, one line
     * @param lines its lines, see {@link #read}
     * @param release whose kernel the machine has: {@code 12.1} or {@code 14.0}
     * @param configs the plugins' sections of nethook.conf, by plugin id
     * @param time a fresh {@link SimulatedHost#clock}
     * @param timeline is told of everything
     */
    public LinesReplay(
            String title,
            List<byte[]> lines,
            String release,
            List<LoadedPlugin> plugins,
            Map<String, PluginConfig> configs,
            VirtualTime time,
            Timeline timeline) {
        this.title = title;
        this.lines = List.copyOf(lines);
        this.spec = new MachineSpec(release, Map.of("kern.vm_guest", "none"), List.of(), "", List.of());
        this.plugins = List.copyOf(plugins);
        this.timeline = timeline;
        this.time = time;
        FreshPlugins set = new FreshPlugins(plugins, configs);
        this.host = new SimulatedHost(spec, () -> set, time, timeline, SimulatedHost.Wiring.plain());
    }

    /**
     * The lines of a file, without their newlines, as bytes: a recording may hold anything.
     *
     * @throws IOException when it cannot be read
     */
    public static List<byte[]> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
        }
        return lines;
    }

    /**
     * Runs every line and ends the timeline.
     *
     * @return how the machine was left, and what became of each line
     * @throws NetifException when its kernel refuses to tell
     */
    public Summary run() throws NetifException {
        timeline.opening(new Opening(title, Replay.describe(spec), Replay.describe(plugins)));
        time.after(Duration.ZERO, "boot", host.machine()::boot);
        host.runUntil(Duration.ZERO);
        timeline.hardware(lines.size() + " recorded lines", "");
        List<LineCounts.Malformed> malformed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                line(lines.get(i));
            } catch (EventLineException e) {
                malformed.add(new LineCounts.Malformed(i + 1, e.getMessage()));
                timeline.note("line " + (i + 1), "dropped: " + e.getMessage());
            }
        }
        host.runUntil(AFTERWARDS);
        LineCounts counts = new LineCounts(lines.size(), comments, events, unwanted, malformed);
        Summary summary = host.summary(Optional.of(counts));
        timeline.summary(summary);
        return summary;
    }

    private void line(byte[] line) throws EventLineException {
        if (line.length == 0 || line[0] == '#') {
            comments++;
            return;
        }
        EventLine.parse(line, time.instant());
        String text = new String(line, StandardCharsets.UTF_8);
        host.watch(this::count, () -> host.machine().hardware().devctlLine(text));
        host.runUntil(time.elapsed());
    }

    private void count(DispatchResult result) {
        events++;
        if (result.listeners() == 0) {
            unwanted++;
        }
    }

    /** The host, also after the run. */
    public SimulatedHost host() {
        return host;
    }

    /** How often a plugin failed; each was reported as an alarm. */
    public int failures() {
        return host.failures();
    }

    @Override
    public void close() {
        host.close();
    }
}
