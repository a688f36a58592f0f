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
import org.nethook.host.control.ControlServer;
import org.nethook.host.control.Patience;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.PluginDirectoryException;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;
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

    /** How often the plugins directory is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** A start that has not been through all hooks by then is ready all the same. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    private final Invocation call;
    private final DaemonOptions options;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Daemon(Invocation call, DaemonOptions options) {
        this.call = call;
        this.options = options;
    }

    /**
     * Runs until told to end, by SIGTERM, SIGINT or {@code nethook stop}.
     *
     * @return 0
     * @throws Failure when it cannot be started
     */
    public static int run(Invocation call, DaemonOptions options) throws Failure {
        Daemon daemon = new Daemon(call, options);
        makeDirectory(options.runDirectory());
        try (PidFile pidFile = PidFile.take(options.pidFile())) {
            LOG.debug("holding {}", pidFile);
            return daemon.run();
        } catch (AlreadyRunningException e) {
            throw new Failure(ExitStatus.TEMPFAIL, List.of(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
        } finally {
            daemon.ended.countDown();
        }
    }

    private static void makeDirectory(Path directory) throws Failure {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        } catch (IOException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, directory + ": cannot be made: " + e.getMessage());
        }
    }
}
