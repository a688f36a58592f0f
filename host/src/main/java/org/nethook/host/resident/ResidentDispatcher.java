package org.nethook.host.resident;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.nethook.api.PluginConfig;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.context.Guard;
import org.nethook.host.context.Services;
import org.nethook.host.dispatch.Contexts;
import org.nethook.host.dispatch.Hook;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.journal.Journal;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.resident.lane.Bounds;
import org.nethook.host.resident.lane.EventEnd;
import org.nethook.host.resident.lane.Generation;
import org.nethook.host.resident.lane.Lane;
import org.nethook.host.resident.lane.LaneCounts;
import org.nethook.host.resident.lane.Lanes;
import org.nethook.host.resident.status.HostStatus;
import org.nethook.host.resident.status.HostStatus.Events;
import org.nethook.host.resident.status.HostStatus.LaneStatus;
import org.nethook.host.resident.status.HostStatus.SourceStatus;
import org.nethook.host.resident.status.HostStatus.Threads;
import org.nethook.host.resident.worker.Bugs;
import org.nethook.host.resident.worker.Containment;
import org.nethook.host.resident.worker.FaultPolicy;
import org.nethook.host.resident.worker.PluginThreads;
import org.nethook.host.resident.worker.Watch;
import org.nethook.host.resident.worker.Workers;
import org.nethook.netif.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resident host's middle: events in from any number of sources, through the hooks of all plugins, one interface's one at a
 * time and different interfaces' at once. docs/DESIGN.md says what is guaranteed. Safe for use by several threads.
 *
 * <p>Plugins are given with {@link #plugins}, in the contexts of {@link #contexts}, before the first event.
 */
public final class ResidentDispatcher implements AutoCloseable {

    /**
     * How much is allowed.
     *
     * @param bounds how many events may wait
     * @param faults what plugins may do wrong
     * @param threads how many threads may run hooks, two at least
     */
    public record Limits(Bounds bounds, FaultPolicy faults, int threads) {
        /** For a machine whose operator configured nothing. */
        public static final Limits USUAL = new Limits(Bounds.USUAL, FaultPolicy.USUAL, 32);
    }

    private static final Logger LOG = LoggerFactory.getLogger("nethook");

    private final Journal journal;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Timer timer;
    private final Instant startedAt;
    private final Workers workers;
    private final Containment containment;
    private final PluginThreads pluginThreads;
    private final EventRunner runner;
    private final Lanes lanes;
    private final Map<String, Intake> intakes = new ConcurrentSkipListMap<>();
    private volatile Generation generation;

    /**
     * A dispatcher without plugins.
     *
     * @param limits how much is allowed
     * @param journal is told of everything, by one thread at a time
     * @param resync tells the state where events were lost
     * @param timer runs short work later; a {@link org.nethook.host.resident.worker.TimerThread}
     * @param clock for points in time that are shown
     * @param nanos for lengths of time; never goes back
     */
    public ResidentDispatcher(
            Limits limits, Journal journal, Resync resync, Timer timer, InstantSource clock, LongSupplier nanos) {
        this(limits, journal, resync, timer, clock, nanos, bugs -> new Workers(limits.threads(), timer, nanos, bugs));
    }

    /** A dispatcher with threads of a test's making. */
    ResidentDispatcher(
            Limits limits,
            Journal journal,
            Resync resync,
            Timer timer,
            InstantSource clock,
            LongSupplier nanos,
            Function<Bugs, Workers> newWorkers) {
        this.journal = new SerialJournal(journal);
        this.clock = clock;
        this.nanos = nanos;
        this.timer = timer;
        this.startedAt = clock.instant();
        this.workers = newWorkers.apply(this::bug);
        this.containment = new Containment(limits.faults(), this.journal, clock, nanos);
        this.pluginThreads = new PluginThreads(workers, containment, this.journal, nanos);
        this.runner = new EventRunner(() -> generation, containment, this.journal, resync, timer, nanos);
        this.lanes = new Lanes(limits.bounds(), workers, this::overflowed);
        this.generation = new Generation(new HookRuntime(List.of(), (Contexts) null, this.journal, containment));
        containment.watchedBy(
                new Watch(limits.faults(), workers, containment, timer, nanos, lanes::find), pluginThreads);
        runner.lanes(lanes);
        workers.start(lanes, runner);
    }

    /** The journal for whatever else has something to say; used by several threads. */
    public Journal journal() {
        return journal;
    }

    /** Runs plugins' code outside of any lane, such as a command's; contained but for its time. */
    public Guard guard() {
        return containment;
    }

    /**
     * The contexts of plugins whose events and tasks run here.
     *
     * @param services whose timer and journal are replaced by this dispatcher's
     */
    public Contexts contexts(Services services, Map<String, PluginConfig> configs) {
        Services shared = services.with(journal);
        return new Contexts(shared, id -> shared.with(containment.timer(id, lanes, timer)), configs, containment);
    }

    /**
     * From now on these plugins are told of events; an event that already runs goes on with those before.
     *
     * @return the plugins before, for {@link Generation#awaitUnused}
     */
    public synchronized Generation plugins(List<LoadedPlugin> plugins, Contexts contexts) {
        HookRuntime runtime = new HookRuntime(plugins, contexts, journal, containment);
        for (Hook hook : runtime.hooks()) {
            pluginThreads.belongsTo(hook.classes(), hook.pluginId());
        }
        Generation before = generation;
        generation = new Generation(runtime);
        before.replace();
        return before;
    }

    /** The plugins as they are now: their commands, and what they keep. */
    public HookRuntime plugins() {
        return generation.runtime();
    }

    /** Where a source hands in its events; the same one for the same name. */
    public Intake source(String name) {
        return intakes.computeIfAbsent(name, n -> new Intake(n, this));
    }

    void offer(InterfaceEvent event, EventEnd end) {
        lanes.offer(event, nanos.getAsLong(), end);
    }

    /** Runs what hands in events; the calling thread is to run the lane that is returned, if one is, and at once. */
    Lane lend(Runnable offer) {
        return workers.lend(offer);
    }

    void runLent(Lane lane) {
        workers.runLent(lane);
    }

    /** The group of all threads that may run hooks; threads that plugins start are in it, too. */
    public ThreadGroup threads() {
        return workers.group();
    }

    /** Has the state of every interface told anew, such as after a gap. */
    public void resync() {
        lanes.resync(Lanes.EVERYTHING);
    }

    /** Has the plugin told of nothing. */
    public void park(String pluginId) {
        containment.park(pluginId);
    }

    /** Lets a parked plugin run again, and tells it how things are; returns whether it was parked. */
    public boolean unpark(String pluginId) {
        boolean was = containment.unpark(pluginId);
        if (was) {
            resync();
        }
        return was;
    }

    /** Where all events are. */
    public LaneCounts counts() {
        return lanes.counts();
    }

    /** Waits until no event waits or runs; returns whether that is so. Scheduled tasks may still be waiting for their time. */
    public boolean drain(Duration limit) throws InterruptedException {
        return lanes.awaitIdle(limit);
    }

    /** How everything is. Takes no lock that keeps events waiting longer than a few steps. */
    public HostStatus status() {
        List<SourceStatus> sources = new ArrayList<>();
        for (Intake intake : intakes.values()) {
            sources.add(intake.status());
        }
        List<LaneStatus> all = new ArrayList<>();
        for (Lane lane : lanes.all()) {
            all.add(new LaneStatus(
                    lane.key(),
                    lane.stateWord(),
                    events(lane.counts()),
                    lane.latency().quantiles()));
        }
        all.sort(Comparator.comparing((LaneStatus lane) -> lane.state().equals("idle"))
                .thenComparing(LaneStatus::name));
        return new HostStatus(
                startedAt,
                clock.instant(),
                events(lanes.counts()),
                runner.resyncs(),
                runner.latency().quantiles(),
                new Threads(workers.threads(), workers.idle(), workers.queued()),
                sources,
                all,
                containment.status(),
                runner.recent().all());
    }

    private static Events events(LaneCounts counts) {
        return new Events(
                counts.received(),
                counts.handled(),
                counts.coalesced(),
                counts.dropped(),
                counts.waiting(),
                counts.running());
    }

    private void overflowed(String lane) {
        journal.alarm(
                "nethook",
                (lane.equals(Lanes.EVERYTHING) ? "" : lane + ": ")
                        + "events come faster than they are handled; those that wait are dropped, the state is read instead");
    }

    private void bug(String where, Throwable bug) {
        journal.alarm("nethook", "bug at " + where + ": " + bug);
        LOG.debug("bug at {}", where, bug);
    }

    /** Ends the threads, and interrupts what still runs; what waits is not run. {@link #drain} first. */
    @Override
    public void close() {
        workers.close();
    }
}
