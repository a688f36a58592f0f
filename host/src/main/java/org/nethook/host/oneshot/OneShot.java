package org.nethook.host.oneshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ExitStatus;
import org.nethook.host.config.HostConfig;
import org.nethook.host.context.Failures;
import org.nethook.host.context.FileSource;
import org.nethook.host.context.Services;
import org.nethook.host.context.StoredStates;
import org.nethook.host.context.Waits;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.dispatch.WaitingTimer;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.history.History;
import org.nethook.host.journal.Journal;
import org.nethook.host.operator.Surroundings;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;
import org.nethook.netif.Platform;

/** Plugins on this machine for as long as one event or one command takes. */
final class OneShot implements AutoCloseable {
    private final Platform platform;
    private final WaitingTimer timer;
    private final HookRuntime hooks;
    private final PlainJournal lines;
    private final Failures failures;
    private final LoadedPlugins plugins;
    private final Services services;

    private OneShot(
            Platform platform,
            WaitingTimer timer,
            HookRuntime hooks,
            PlainJournal lines,
            Failures failures,
            LoadedPlugins plugins,
            Services services) {
        this.platform = platform;
        this.timer = timer;
        this.hooks = hooks;
        this.plugins = plugins;
        this.services = services;
        this.lines = lines;
        this.failures = failures;
    }

    /**
     * Plugins, configuration and platform, all of which can be used; nothing runs yet.
     *
     * @param state the state directory
     */
    record Prepared(Invocation call, LoadedPlugins loaded, HostConfig config, Platform platform, Path state) {

        /** Loads them. */
        static Prepared prepare(Invocation call) throws Failure {
            LoadedPlugins loaded = call.loadPlugins();
            HostConfig config = call.readConfig(loaded);
            Platform platform = OneShot.platform(call);
            return new Prepared(call, loaded, config, platform, call.statePath(config, platform));
        }

        /** Starts the plugins; what is printed is flushed before each wait. */
        OneShot start(PlainJournal lines, Waits waits, boolean dryRun) throws Failure {
            return start(lines, null, waits, dryRun);
        }

        /** The same with what knows what was told before; null where nothing was. */
        OneShot start(PlainJournal lines, DueJournal due, Waits waits, boolean dryRun) throws Failure {
            InstantSource clock = call.machine().clock();
            WaitingTimer timer = new WaitingTimer(clock, new FlushingWait(call.machine(), lines));
            StateDirectory kept = call.stateDirectory(config, platform);
            Journal journal = dryRun ? lines : new DurableJournal(lines, kept, config.historySize(), clock);
            Journal told = due == null ? journal : due.over(journal);
            Services services = new Services(
                    platform.query(),
                    platform.control(),
                    platform.sysctl(),
                    platform.dhcp(),
                    platform.scripts(),
                    platform.systemConfig(config.rcConf(), config.rcShell()),
                    platform.settings(config.rcConf()),
                    platform.resolver(),
                    new Disk(),
                    timer,
                    new StoredStates(kept, dryRun),
                    kept,
                    clock,
                    told,
                    dryRun,
                    waits,
                    platform.kvp());
            Failures failures = new Failures(told);
            HookRuntime hooks = new HookRuntime(
                    loaded.plugins(),
                    services,
                    config.sections(),
                    new BoundedGuard(failures, told, config.resident().hookTimeout()));
            return new OneShot(platform, timer, hooks, lines, failures, loaded, services);
        }
    }

    private static Platform platform(Invocation call) throws Failure {
        try {
            return call.machine().platform();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
        }
    }

    HookRuntime hooks() {
        return hooks;
    }

    /**
     * What happened so far.
     *
     * @throws StateException when it cannot be read
     */
    History history() throws StateException {
        return History.read(services.state());
    }

    /** What an operator's questions are answered from. */
    Surroundings surroundings() {
        return new Surroundings(
                platform.name() + " " + platform.release(),
                plugins,
                hooks.keepers(),
                services.query(),
                services.state(),
                services.clock());
    }

    /** Runs what was scheduled, each at its time. */
    void finish() throws Failure {
        try {
            timer.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.TEMPFAIL, "interrupted while waiting for scheduled work");
        } catch (Exception e) {
            throw new Failure(ExitStatus.SOFTWARE, List.of("scheduled work failed: " + e), e);
        }
    }

    /** Runs what is due; what the host itself scheduled for later is left to another process, as the plugins' work was. */
    void finish(ProcessWaits waits) throws Failure {
        try {
            Optional<Instant> next = timer.drainDue();
            if (next.isPresent()) {
                waits.leaveHostsOwn(next.get());
            }
        } catch (IOException e) {
            throw new Failure(ExitStatus.TEMPFAIL, List.of("nobody watches what was done: " + e.getMessage()), e);
        } catch (Exception e) {
            throw new Failure(ExitStatus.SOFTWARE, List.of("scheduled work failed: " + e), e);
        }
    }

    /** 0, 70 when a plugin threw, or 75 when a step failed or an alarm was raised. */
    int status() {
        if (failures.count() > 0) {
            return ExitStatus.SOFTWARE;
        }
        return lines.hasFailed() ? ExitStatus.TEMPFAIL : ExitStatus.OK;
    }

    @Override
    public void close() {
        platform.close();
    }

    /** Lets the user see what is waited for. */
    private static final class FlushingWait implements WaitingTimer.Wait {
        private final Machine machine;
        private final PlainJournal journal;

        FlushingWait(Machine machine, PlainJournal journal) {
            this.machine = machine;
            this.journal = journal;
        }

        @Override
        public void forDuration(Duration time) throws InterruptedException {
            journal.flush();
            machine.sleep(time);
        }
    }

    /** This machine's files. */
    private static final class Disk implements FileSource {
        @Override
        public Optional<String> read(Path file) throws IOException {
            return FileSource.fromDisk(file);
        }
    }
}
