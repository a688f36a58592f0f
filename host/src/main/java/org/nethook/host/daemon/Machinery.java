package org.nethook.host.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.nethook.host.config.HostConfig;
import org.nethook.host.context.FileSource;
import org.nethook.host.context.Services;
import org.nethook.host.control.SocketAccess;
import org.nethook.host.dispatch.Contexts;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.resident.ResidentDispatcher;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.lane.Generation;
import org.nethook.host.resident.worker.TimerThread;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatcher, plugins and state of a host that runs, and how they are exchanged while it does. */
final class Machinery implements Resident, Reload.Engine, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("nethook");

    /** How often the plugins directory is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Invocation call;
    private final Platform platform;
    private final StateDirectory state;
    private final TimerThread timer;
    private final MachineState machineState;
    private final ResidentDispatcher dispatcher;
    private final Reload reload;
    private final PluginWatch watch;
    private final Runnable end;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final LongAdder malformed = new LongAdder();
    private volatile HostConfig config;
    private Contexts contexts;
}
