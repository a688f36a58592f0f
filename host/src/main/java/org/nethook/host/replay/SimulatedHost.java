package org.nethook.host.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nethook.api.Scheduler;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.host.context.Failures;
import org.nethook.host.context.FileSource;
import org.nethook.host.context.Services;
import org.nethook.host.context.StoredStates;
import org.nethook.host.context.Waits;
import org.nethook.host.dispatch.DispatchResult;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.journal.Journal;
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
    private final Supplier<FreshPlugins> plugins;
    private final Wiring wiring;
    private final StepCounter steps;
    private final OutageMeter outage = new OutageMeter();
    private Consumer<DispatchResult> onDispatch = result -> {};
    private String shownPath = "";
    private boolean lookingAtPath;
    private List<LoadedPlugin> loaded;
    private Life life;
    private int failures;
    private int toLose;
    private int toDouble;

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

    /**
     * A machine that is switched off, with plugins that wait for it.
     *
     * @param plugins asked at every start of the host; fresh ones each time, if a restart is to forget
     * @param time its clock, at its start
     * @param timeline is told of everything
     */
    public SimulatedHost(
            MachineSpec spec, Supplier<FreshPlugins> plugins, VirtualTime time, Timeline timeline, Wiring wiring) {
        this.time = time;
        this.timeline = timeline;
        this.machine = new SimMachine(spec, time);
        this.plugins = plugins;
        this.wiring = wiring;
        this.steps = new StepCounter(timeline);
        start();
        machine.onDevctl(this::line);
        time.onFailure(this::failed);
        time.afterEachTask(this::observe);
        machine.afterEachCall(() -> outage.called(machine.hasPath()));
    }

    /** A clock for one simulated host. */
    public static VirtualTime clock() {
        return new VirtualTime(START);
    }

    /** The machine. */
    public SimMachine machine() {
        return machine;
    }

    /**
     * The plugins.
     *
     * @throws IllegalStateException when the host was killed
     */
    public HookRuntime runtime() {
        if (life == null) {
            throw new IllegalStateException("the host was killed");
        }
        return life.runtime;
    }

    /** Kills the host, as kill -9 does: what it had in memory and what it waited for is gone. */
    public void crash() {
        if (life != null) {
            life.over = true;
            failures += life.guard.count();
            life.platform.close();
            life = null;
            steps.killAfter(0);
        }
    }

    /** Kills the host when it has done so many further steps of plans. */
    public void crashAfterSteps(int count) {
        steps.killAfter(count);
    }

    /**
     * Starts the host, killed before if it runs. It finishes or undoes the plan that was not ended, and is told of every
     * interface there is.
     */
    public void restart() {
        crash();
        start();
        try {
            life.runtime.recover();
        } catch (HostKilled e) {
            killed(e);
            return;
        }
        try {
            for (InterfaceEvent event :
                    new Resync().events(machine.platform().query().list(), time.instant())) {
                time.after(Duration.ZERO, event.toString(), () -> dispatch(event, result -> {}));
            }
        } catch (NetifException e) {
            failed("look at all interfaces", e);
        }
    }

    private void start() {
        FreshPlugins set = plugins.get();
        loaded = set.plugins();
        life = new Life(set);
    }

    /** The plugins it started with last. */
    List<LoadedPlugin> plugins() {
        return loaded;
    }

    /** So many events from now on do not reach the host. */
    public void loseEvents(int count) {
        toLose = count;
    }

    /** So many events from now on reach the host twice. */
    public void doubleEvents(int count) {
        toDouble = count;
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
        return failures + (life == null ? 0 : life.guard.count());
    }

    /**
     * How the machine is now.
     *
     * @throws NetifException when its kernel refuses to tell
     */
    public Summary summary(Optional<LineCounts> lines) throws NetifException {
        return new Summary(
                outage.longest(time.elapsed()),
                outage.mostCalls(),
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
        if (toLose > 0) {
            toLose--;
            timeline.note("devctl", "lost: " + line);
            return;
        }
        time.after(Duration.ZERO, line, () -> dispatch(line, watcher));
        if (toDouble > 0) {
            toDouble--;
            time.after(Duration.ZERO, line, () -> dispatch(line, watcher));
        }
    }

    private void dispatch(String line, Consumer<DispatchResult> watcher) {
        try {
            dispatch(EventLine.parse(line, time.instant()), watcher);
        } catch (EventLineException e) {
            timeline.note("devctl", "dropped a line: " + e.getMessage());
        }
    }

    private void dispatch(InterfaceEvent event, Consumer<DispatchResult> watcher) {
        if (life != null) {
            life.tell(event, watcher);
        }
    }

    /** The host from one start to its end. What it waits for ends with it. */
    private final class Life implements Timer {
        private final Platform platform = wiring.platform().apply(machine);
        private final Journal journal =
                wiring.dryRun() ? steps : new DurableJournal(steps, wiring.state(), DurableJournal.DEFAULT_SIZE, time);
        private final Failures guard = new Failures(journal);
        private final HookRuntime runtime;
        private boolean over;

        Life(FreshPlugins set) {
            Services services = new Services(
                    platform.query(),
                    platform.control(),
                    platform.sysctl(),
                    platform.dhcp(),
                    platform.scripts(),
                    platform.systemConfig(List.of()),
                    platform.settings(List.of()),
                    platform.resolver(),
                    wiring.files(),
                    this,
                    new StoredStates(wiring.state(), wiring.dryRun()),
                    wiring.state(),
                    time,
                    journal,
                    wiring.dryRun(),
                    Waits.HERE,
                    machine.kvp());
            runtime = new HookRuntime(set.plugins(), services, set.configs(), guard);
        }

        @Override
        public Scheduled after(Duration delay, String purpose, Scheduler.Task task) {
            return time.after(delay, purpose, () -> run(task));
        }

        void tell(InterfaceEvent event, Consumer<DispatchResult> watcher) {
            try {
                watcher.accept(runtime.dispatch(event));
            } catch (HostKilled e) {
                killed(e);
            }
        }

        private void run(Scheduler.Task task) throws Exception {
            if (over) {
                return;
            }
            try {
                task.run();
            } catch (HostKilled e) {
                killed(e);
            }
        }
    }

    private void killed(HostKilled how) {
        timeline.hardware(new Action.Crash().describe(), "");
        crash();
        if (how.startsAgainAfter().isPresent()) {
            time.after(how.startsAgainAfter().get(), "start the host again", this::restart);
        }
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
        if (life != null) {
            life.platform.close();
        }
        machine.close();
    }
}
