package org.nethook.host.oneshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ExitStatus;
import org.nethook.host.config.HostConfig;
import org.nethook.host.context.FileSource;
import org.nethook.host.context.Services;
import org.nethook.host.context.StoredStates;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.dispatch.WaitingTimer;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.journal.Journal;
import org.nethook.host.operator.Surroundings;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Platform;

/** Plugins on this machine for as long as one event or one command takes. */
final class OneShot implements AutoCloseable {
    private final Platform platform;
    private final WaitingTimer timer;
    private final HookRuntime hooks;
    private final LoadedPlugins plugins;
    private final Services services;

    private OneShot(
            Platform platform, WaitingTimer timer, HookRuntime hooks, LoadedPlugins plugins, Services services) {
        this.platform = platform;
        this.timer = timer;
        this.hooks = hooks;
        this.plugins = plugins;
        this.services = services;
    }

    /** Loads plugins and configuration; starts nothing unless both can be used. */
    static OneShot start(Invocation call, PlainJournal journal, boolean dryRun) throws Failure {
        LoadedPlugins loaded = call.loadPlugins();
        HostConfig config = call.readConfig(loaded);
        Platform platform = platform(call);
        WaitingTimer timer = new WaitingTimer(call.machine().clock(), new FlushingWait(call.machine(), journal));
        StateDirectory state = call.stateDirectory(config, platform);
        InstantSource clock = call.machine().clock();
        Journal kept = dryRun ? journal : new DurableJournal(journal, state, config.historySize(), clock);
        Services services = new Services(
                platform.query(),
                platform.control(),
                platform.sysctl(),
                platform.dhcp(),
                platform.systemConfig(config.rcConf()),
                new Disk(),
                timer,
                new StoredStates(state, dryRun),
                state,
                clock,
                kept,
                dryRun);
        HookRuntime hooks = new HookRuntime(loaded.plugins(), services, config.sections());
        return new OneShot(platform, timer, hooks, loaded, services);
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

    /** Runs what plugins scheduled, each at its time. */
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
