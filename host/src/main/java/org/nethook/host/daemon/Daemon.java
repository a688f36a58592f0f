package org.nethook.host.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nethook.api.ExitStatus;
import org.nethook.host.config.HostConfig;
import org.nethook.host.config.ResidentConfig;
import org.nethook.host.control.Answerer;
import org.nethook.host.control.ControlServer;
import org.nethook.host.control.Patience;
import org.nethook.host.log.HostLog;
import org.nethook.host.log.JournalStream;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.plugin.PluginWarning;
import org.nethook.netif.Platform;
import org.nethook.netif.machine.Sources;
import org.nethook.netif.source.EventSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resident host, from its start to its end. Nothing is started before plugins, configuration and source are known to be
 * good; ready means that the state of every interface has been through the hooks.
 */
public final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger("nethook");

    /** A start that has not been through all hooks by then is ready all the same. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    /** Makes what answers over the control socket. */
    @FunctionalInterface
    public interface Answers {
        /** What answers for this host. */
        Answerer of(Resident resident);
    }

    private final Invocation call;
    private final DaemonOptions options;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Machinery begun;

    private final Thread atEnd = new Thread(this::endAndWait, "nethook-end");
    private volatile Duration drainLimit;

    private Daemon(Invocation call, DaemonOptions options) {
        this.call = call;
        this.options = options;
        this.drainLimit = options.drain().orElse(ResidentConfig.DEFAULTS.drain());
    }

    /** What was asked for counts more than what is configured. */
    private Duration drain(HostConfig config) {
        return options.drain().orElse(config.resident().drain());
    }

    /**
     * Runs until told to end, by SIGTERM, SIGINT or over the control socket.
     *
     * @return 0
     * @throws Failure when it cannot be started
     */
    public static int run(Invocation call, DaemonOptions options, Answers answers) throws Failure {
        Daemon daemon = new Daemon(call, options);
        HostLog.withPriorities(JournalStream.isStandardError());
        makeDirectory(options.runDirectory());
        daemon.handleSignals();
        try (PidFile pidFile = PidFile.take(options.pidFile())) {
            LOG.debug("process {} holds {}", ProcessHandle.current().pid(), pidFile);
            return daemon.run(answers);
        } catch (AlreadyRunningException e) {
            throw new Failure(ExitStatus.TEMPFAIL, List.of(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.TEMPFAIL, "interrupted");
        } finally {
            daemon.ended.countDown();
            daemon.forgetSignals();
        }
    }

    /** Whoever started the host in a process that goes on is not to be halted by it later. */
    private void forgetSignals() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            LOG.debug("ended by a signal");
        }
    }

    private int run(Answers answers) throws Failure, IOException, InterruptedException {
        try (Platform platform = platform();
                EventSource source = source(platform);
                Machinery machinery = machinery(platform)) {
            machinery.begin();
            begun = machinery;
            machinery.listen(source, this::sourceEnded);
            machinery.firstLook(FIRST_LOOK);
            try (ControlServer control = ControlServer.start(
                    options.socket(),
                    machinery.access(),
                    answers.of(machinery),
                    Patience.USUAL,
                    machinery.dispatcher().threads())) {
                LOG.debug("answering at {}", control);
                drainLimit = drain(machinery.config());
                ready(platform, machinery, source);
                told.await();
                Duration drain = drain(machinery.config());
                drainLimit = drain;
                platform.tellServiceManager("STOPPING=1");
                LOG.info("ending: no more events are taken; what runs has {} s", drain.toSeconds());
                hearNoMore(source);
                if (!machinery.drain(drain)) {
                    LOG.warn("not everything came to its end; the next start looks at the state anew");
                }
            }
        }
        LOG.info("ended");
        return ExitStatus.OK;
    }

    /** Holds no plugin: the thread that runs the host would keep the first ones in memory for good. */
    private Machinery machinery(Platform platform) throws Failure {
        PluginLoads loads = new PluginLoads(call);
        PluginSet first = loads.load();
        for (PluginProblem problem : first.plugins().problems()) {
            call.say(problem.toString());
        }
        for (PluginWarning warning : first.plugins().warnings()) {
            call.say(warning.toString());
        }
        try {
            return new Machinery(call, platform, loads, first, told::countDown);
        } catch (Failure e) {
            first.close();
            throw e;
        }
    }

    private void ready(Platform platform, Machinery machinery, EventSource source) {
        int count = machinery.plugins().plugins().size();
        LOG.info("ready: {} plugins, events from {}", count, source.name());
        platform.tellServiceManager("READY=1\nSTATUS=" + count + " plugins, events from " + source.name());
    }

    private static void hearNoMore(EventSource source) {
        source.close();
    }

    private void sourceEnded() {
        if (options.untilEnd()) {
            told.countDown();
        }
    }

    /** Before anything else: a JVM that nobody told otherwise ends at SIGHUP. */
    private void handleSignals() {
        Signals.handle("HUP", this::readAgain);
        // SIGTERM and SIGINT end a JVM as soon as its hooks have ended; this one ends when the host has
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    private void readAgain() {
        Machinery running = begun;
        if (running == null) {
            return; // what it reads at its start is new enough
        }
        try {
            running.reload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endAndWait() {
        told.countDown();
        try {
            if (ended.await(drainLimit.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitStatus.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Platform platform() throws Failure {
        try {
            return call.machine().platform();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
        }
    }

    private EventSource source(Platform platform) throws Failure {
        try {
            return Sources.open(options.source(), platform, call.machine().clock());
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitStatus.USAGE, List.of(e.getMessage()), e);
        }
    }

    private static void makeDirectory(Path directory) throws Failure {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        } catch (IOException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, directory + ": cannot be made: " + e.getMessage());
        }
    }
}
