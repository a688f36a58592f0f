package org.nethook.host.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nethook.host.config.HostConfig;
import org.nethook.host.config.ResidentConfig;
import org.nethook.host.context.FileSource;
import org.nethook.host.context.Services;
import org.nethook.host.context.StoredStates;
import org.nethook.host.context.Waits;
import org.nethook.host.control.SocketAccess;
import org.nethook.host.dispatch.Contexts;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.journal.Audience;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.resident.Intake;
import org.nethook.host.resident.ResidentDispatcher;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.SourceReaders;
import org.nethook.host.resident.lane.Generation;
import org.nethook.host.resident.worker.FaultPolicy;
import org.nethook.host.resident.worker.TimerThread;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.waiting.WaitingRoom;
import org.nethook.host.waiting.WaitingWork;
import org.nethook.netif.Platform;
import org.nethook.netif.source.EventSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatcher, plugins and state of a host that runs, and how plugins and configuration are exchanged while it does. */
final class Machinery implements Resident, Reload.Engine, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("nethook");

    /** How often the plugins directory is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Invocation call;
    private final PluginLoads loads;
    private final Platform platform;
    private final InstantSource clock;
    private volatile Instant since;
    private final StateDirectory state;
    private final TimerThread timer;
    private final MachineState machineState;
    private final ResidentDispatcher dispatcher;
    private final Reload reload;
    private final PluginWatch watch;
    private final Runnable end;
    private final Audience audience = new Audience(new LogJournal());
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile SourceFeed feed;
    private volatile HostConfig config;
    private Contexts contexts;

    /**
     * Machinery that stands still.
     *
     * @param first the plugins to begin with; closed with this
     * @param end has the host end
     * @throws Failure when the configuration cannot be used
     */
    Machinery(Invocation call, Platform platform, PluginLoads loads, PluginSet first, Runnable end) throws Failure {
        this.call = call;
        this.loads = loads;
        this.platform = platform;
        this.clock = call.machine().clock();
        this.end = end;
        this.config = call.readConfig(first.plugins());
        this.state = call.stateDirectory(config, platform);
        this.watch = new PluginWatch(loads.directory());
        this.timer = new TimerThread(System::nanoTime, (where, bug) -> LOG.error("bug at {}", where, bug));
        this.machineState = new MachineState(platform.query(), clock);
        this.dispatcher = new ResidentDispatcher(
                limits(config.resident()),
                new DurableJournal(audience, state, config.historySize(), clock),
                machineState,
                timer,
                clock,
                System::nanoTime);
        Duration patience =
                config.resident().hookTimeout().plus(Limits.USUAL.faults().grace());
        this.reload = new Reload(
                loads, first, this, patience, message -> dispatcher.journal().alarm("nethook", message));
    }

    private static Limits limits(ResidentConfig config) {
        FaultPolicy usual = Limits.USUAL.faults();
        return new Limits(
                Limits.USUAL.bounds(),
                new FaultPolicy(config.hookTimeout(), usual.grace(), config.parkAfter(), usual.window()),
                Limits.USUAL.threads());
    }

    /** Lets the plugins be told of events, and ends what an earlier host did not. */
    void begin() {
        use(reload.current(), config);
        contexts.recover();
        dissolveWaiting();
        Thread looking = new Thread(this::lookAtPlugins, "nethook-plugins");
        looking.setDaemon(true);
        looking.start();
    }

    /** What processes of single events wait for comes of the first look too, and here it can be cancelled. */
    private void dissolveWaiting() {
        try {
            for (WaitingWork work :
                    WaitingRoom.dissolve(call.statePath(config, platform).resolve("waiting"))) {
                LOG.info(
                        "{}: a process waited for this, which this host sees to now: {}", work.pluginId(), work.what());
            }
        } catch (IOException | Failure e) {
            LOG.warn("processes of events before this host still wait: {}", e.getMessage());
        }
    }

    @Override
    public Reload.Predecessors use(PluginSet plugins) throws Failure {
        HostConfig read = call.readConfig(plugins.plugins());
        for (String key : read.resident().needRestart(config.resident())) {
            LOG.warn("{} counts from the next start on, not now", key);
        }
        Reload.Predecessors before = use(plugins, read);
        dispatcher.resync();
        return before;
    }

    private synchronized Reload.Predecessors use(PluginSet plugins, HostConfig read) {
        Contexts replaced = contexts;
        contexts = dispatcher.contexts(services(read), read.sections());
        config = read;
        since = clock.instant();
        Generation before = dispatcher.plugins(plugins.plugins().plugins(), contexts);
        if (replaced != null) {
            replaced.retire();
        }
        return before::awaitUnused;
    }

    private Services services(HostConfig read) {
        return new Services(
                platform.query(),
                platform.control(),
                platform.sysctl(),
                platform.dhcp(),
                platform.scripts(),
                platform.systemConfig(read.rcConf(), read.rcShell()),
                platform.settings(read.rcConf()),
                platform.resolver(),
                FileSource::fromDisk,
                timer,
                new StoredStates(state, false),
                state,
                clock,
                dispatcher.journal(),
                false,
                Waits.HERE,
                platform.kvp());
    }

    /**
     * Takes the events of a source from now on.
     *
     * @param ended is run when there are no more to come
     */
    void listen(EventSource source, Runnable ended) {
        Intake intake = dispatcher.source(source.name());
        feed = new SourceFeed(intake, machineState, ended);
        SourceReaders.start(source, feed, intake, dispatcher.threads());
    }

    /** Has the state of all interfaces told, and waits until it has been, at most this long. */
    void firstLook(Duration limit) throws InterruptedException {
        feed.awaitAnswer(limit);
        dispatcher.resync();
        if (!dispatcher.drain(limit)) {
            LOG.warn("the plugins are still at work on the interfaces there are");
        }
    }

    private void lookAtPlugins() {
        try {
            while (!ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (watch.hasChanged()) {
                    reload.run("plugins changed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who may ask. */
    SocketAccess access() {
        return new SocketAccess(config.resident().socketGroup());
    }

    @Override
    public ResidentDispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public LoadedPlugins plugins() {
        return reload.current().plugins();
    }

    @Override
    public Path pluginDirectory() {
        return loads.directory();
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public StateDirectory state() {
        return state;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public HostConfig config() {
        return config;
    }

    @Override
    public Audience audience() {
        return audience;
    }

    @Override
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return ending.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public long malformed() {
        return feed == null ? 0 : feed.malformed();
    }

    @Override
    public boolean reload() throws InterruptedException {
        return reload.run("asked to reload");
    }

    @Override
    public void end() {
        end.run();
    }

    /** Waits until nothing waits or runs; returns whether that is so. */
    boolean drain(Duration limit) throws InterruptedException {
        ending.countDown();
        return dispatcher.drain(limit);
    }

    private List<String> unusedGrants() {
        return since == null
                ? List.of()
                : UnusedGrants.lines(plugins().plugins(), Duration.between(since, clock.instant()));
    }

    @Override
    public void close() {
        ending.countDown();
        dispatcher.close();
        timer.close();
        for (LoadedPlugin plugin : plugins().plugins()) {
            LOG.debug("stopping {}", plugin.id());
        }
        for (String line : unusedGrants()) {
            LOG.info(line);
        }
        reload.close();
    }
}
