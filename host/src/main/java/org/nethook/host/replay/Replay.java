package org.nethook.host.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nethook.api.netif.NetifException;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.timeline.Opening;
import org.nethook.host.timeline.Summary;
import org.nethook.host.timeline.Timeline;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/** Runs a scenario. The same scenario with the same plugins gives the same timeline, byte for byte. */
public final class Replay implements AutoCloseable {
    private final Scenario scenario;
    private final VirtualTime time;
    private final Timeline timeline;
    private final SimulatedHost host;

    /**
     * A scenario that is ready to run.
     *
     * @param plugins asked at every start of the host
     * @param time a fresh {@link SimulatedHost#clock}
     * @param timeline is told of everything
     */
    public Replay(Scenario scenario, Supplier<FreshPlugins> plugins, VirtualTime time, Timeline timeline) {
        this.scenario = scenario;
        this.time = time;
        this.timeline = timeline;
        this.host = new SimulatedHost(scenario.machine(), plugins, time, timeline, SimulatedHost.Wiring.plain());
    }

    /**
     * Switches the machine on, lets everything happen, and ends the timeline.
     *
     * @return how the machine was left
     * @throws NetifException when its kernel refuses to tell
     */
    public Summary run() throws NetifException {
        MachineSpec spec = scenario.machine();
        timeline.opening(new Opening(scenario.title(), describe(spec), describe(host.plugins())));
        time.after(Duration.ZERO, "boot", this::boot);
        for (Happening happening : scenario.timeline()) {
            time.after(happening.at(), happening.action().describe(), () -> happen(happening));
        }
        host.runUntil(scenario.until());
        Summary summary = host.summary(Optional.empty());
        timeline.summary(summary);
        return summary;
    }

    private void boot() {
        timeline.hardware("the machine boots", "");
        host.machine().boot();
    }

    private void happen(Happening happening) {
        timeline.hardware(happening.action().describe(), happening.comment());
        happening.action().happen(host);
    }

    /** The machine, also after the run. */
    public SimMachine machine() {
        return host.machine();
    }

    /** The host, also after the run. */
    public SimulatedHost host() {
        return host;
    }

    /** How often a plugin failed; each was reported as an alarm. */
    public int failures() {
        return host.failures();
    }

    static String describe(MachineSpec spec) {
        List<String> names = new ArrayList<>();
        for (InterfaceSpec each : spec.interfaces()) {
            names.add(each.ifName());
        }
        return "a simulated FreeBSD " + spec.release() + " machine"
                + (names.isEmpty() ? "" : " with " + String.join(", ", names));
    }

    static List<String> describe(List<LoadedPlugin> plugins) {
        List<String> texts = new ArrayList<>();
        for (LoadedPlugin plugin : plugins) {
            texts.add(plugin.id() + " " + plugin.version());
        }
        return texts;
    }

    @Override
    public void close() {
        host.close();
    }
}
