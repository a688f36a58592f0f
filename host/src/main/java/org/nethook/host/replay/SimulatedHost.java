package org.nethook.host.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.nethook.api.PluginConfig;
import org.nethook.api.Scheduler;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.host.context.FileSource;
import org.nethook.host.context.Services;
import org.nethook.host.context.StoredStates;
import org.nethook.host.dispatch.DispatchResult;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.timeline.LineCounts;
import org.nethook.host.timeline.Summary;
import org.nethook.host.timeline.Timeline;
import org.nethook.netif.Platform;
import org.nethook.netif.Timer;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.netif.source.Resync;

/**
 * A host with its plugins on a simulated machine. The plugins learn of nothing but the lines on the machine's
 * /dev/devctl, each in a turn of its own, and see nothing but the machine's kernel. Used by one thread.
 */
public final class SimulatedHost implements AutoCloseable {
    /** When every simulated machine is switched on. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTime time;
    private final Timeline timeline;
    private final SimMachine machine;
    private final List<LoadedPlugin> plugins;
    private final Map<String, PluginConfig> configs;
    private final Wiring wiring;
    private final OutageMeter outage = new OutageMeter();
    /** The host that runs; null while none does. */
    private Life life;

    private Platform platform;
    private HookRuntime runtime;
    private Consumer<DispatchResult> onDispatch = result -> {};
    private String shownPath = "";
    private boolean lookingAtPath;
    private int failures;

    /**
     * What the plugins reach besides the machine's kernel, and how.
     *
     * @param files where configured files are read from
     * @param dryRun whether plans are only shown
     * @param platform the plugins' services, made anew at each start; closed with the host
     * @param state what outlasts the host
     */
    public record Wiring(
            FileSource files, boolean dryRun, Function<SimMachine, Platform> platform, StateDirectory state) {

        /** No files, plans are applied, the machine's services, and a fresh state directory in memory. */
        public static Wiring plain() {
            return new Wiring(file -> Optional.empty(), false, SimMachine::newPlatform, StateDirectory.inMemory());
        }
    }

    /** A machine that is switched off, with plugins that wait for it, {@linkplain Wiring#plain wired plainly}. */
    public SimulatedHost(
            MachineSpec spec,
            List<LoadedPlugin> plugins,
            Map<String, PluginConfig> configs,
            VirtualTime time,
            Timeline timeline) {
        this(spec, plugins, configs, time, timeline, Wiring.plain());
    }

    /**
     * A machine that is switched off, with plugins that wait for it.
     *
     * @param time its clock, at its start
     * @param timeline is told of everything
     * @param configs the plugins' sections of nethook.conf, by plugin id
     */
    public SimulatedHost(
            MachineSpec spec,
            List<LoadedPlugin> plugins,
            Map<String, PluginConfig> configs,
            VirtualTime time,
            Timeline timeline,
            Wiring wiring) {
        this.time = time;
        this.timeline = timeline;
        this.machine = new SimMachine(spec, time);
        this.plugins = List.copyOf(plugins);
        this.configs = Map.copyOf(configs);
        this.wiring = wiring;
        start();
        machine.onDevctl(this::line);
        time.onFailure(this::failed);
        time.afterEachTask(this::observe);
    }

    private void start() {
        life = new Life();
        platform = wiring.platform().apply(machine);
        Services services = new Services(
                platform.query(),
                platform.control(),
                platform.sysctl(),
                platform.dhcp(),
                platform.systemConfig(List.of()),
                wiring.files(),
                life,
                new StoredStates(wiring.state(), wiring.dryRun()),
                wiring.state(),
                time,
                wiring.dryRun()
                        ? timeline
                        : new DurableJournal(timeline, wiring.state(), DurableJournal.DEFAULT_SIZE, time),
                wiring.dryRun());
        runtime = new HookRuntime(plugins, services, configs);
    }

    /**
     * The host is killed: what it waited for never comes, lines are lost, its descriptors are closed. The machine and the
     * state directory stay.
     */
    public void kill() {
        life = null;
        platform.close();
    }

    /** Starts the host again after {@link #kill}; it finishes or undoes what was unfinished. */
    public void restart() {
        start();
        runtime.recover();
    }

    /** Tells the plugins which interfaces there are, as a host does that may have missed events. */
    public void resync() {
        try {
            List<InterfaceEvent> events = new Resync().events(platform.query().list(), time.instant());
            for (InterfaceEvent event : events) {
                life.after(
                        Duration.ZERO,
                        event.toString(),
                        () -> failures += runtime.dispatch(event).failures());
            }
        } catch (NetifException e) {
            timeline.alarm("nethook", "cannot tell which interfaces there are: " + e.getMessage());
        }
    }

    /** The host's timer for as long as the host lives. */
    private final class Life implements Timer {
        @Override
        public Scheduled after(Duration delay, String purpose, Scheduler.Task task) {
            return time.after(delay, purpose, () -> {
                if (life == this) {
                    task.run();
                }
            });
        }
    }

    /** A clock for one simulated host. */
    public static VirtualTime clock() {
        return new VirtualTime(START);
    }

    /** The machine. */
    public SimMachine machine() {
        return machine;
    }

    /** The plugins. */
    public HookRuntime runtime() {
        return runtime;
    }

    /** Lets time pass. */
    public void runUntil(Duration sinceStart) {
        time.runUntil(sinceStart);
    }

    /** What outlasts the host. */
    public StateDirectory state() {
        return wiring.state();
    }

    /** The machine's time. */
    public InstantSource time() {
        return time;
    }

    /** Lets that much time pass. */
    public void runFor(Duration more) {
        time.runUntil(time.elapsed().plus(more));
    }

    /** How often a plugin, or something done to the machine, failed; each was reported as an alarm. */
    public int failures() {
        return failures;
    }

    /**
     * How the machine is now.
     *
     * @throws NetifException when its kernel refuses to tell
     */
    public Summary summary(Optional<LineCounts> lines) throws NetifException {
        return new Summary(
                outage.longest(time.elapsed()),
                outage.isOut(),
                machine.platform().query().list(),
                machine.platform().query().routes(),
                lines);
    }

    /** Who is told what became of the events of the lines that come while {@code action} runs. */
    void watch(Consumer<DispatchResult> watcher, Runnable action) {
        onDispatch = watcher;
        action.run();
        onDispatch = result -> {};
    }

    private void line(String line) {
        Consumer<DispatchResult> watcher = onDispatch;
        if (life != null) {
            life.after(Duration.ZERO, line, () -> dispatch(line, watcher));
        }
    }

    private void dispatch(String line, Consumer<DispatchResult> watcher) {
        InterfaceEvent event;
        try {
            event = EventLine.parse(line, time.instant());
        } catch (EventLineException e) {
            timeline.note("devctl", "dropped a line: " + e.getMessage());
            return;
        }
        DispatchResult result = runtime.dispatch(event);
        failures += result.failures();
        watcher.accept(result);
    }

    private void failed(String purpose, Exception e) {
        failures++;
        timeline.alarm("simulator", purpose + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }

    private void observe() {
        outage.observe(time.elapsed(), machine.hasPath());
        // One event often has several that follow at the same instant; the path is shown when those before it ran.
        if (!lookingAtPath && !machine.pathDescription().equals(shownPath)) {
            lookingAtPath = true;
            time.after(Duration.ZERO, "look at the path", this::lookAtPath);
        }
    }

    private void lookAtPath() {
        lookingAtPath = false;
        String description = machine.pathDescription();
        if (!description.equals(shownPath)) {
            shownPath = description;
            timeline.path(machine.hasPath(), description);
        }
    }

    @Override
    public void close() {
        platform.close();
        machine.close();
    }
}
