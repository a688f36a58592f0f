package org.nethook.host.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.nethook.host.config.HostConfig;
import org.nethook.host.journal.Audience;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.resident.ResidentDispatcher;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Platform;

/** What answers over the control socket can reach of the host that runs. Safe for use by several threads. */
public interface Resident {
    /** Events, plugins and counts. */
    ResidentDispatcher dispatcher();

    /** What was loaded, and what was not. */
    LoadedPlugins plugins();

    /** Where they come from. */
    Path pluginDirectory();

    /** The machine; it stays the host's. */
    Platform platform();

    /** The history, and the plan that is being applied. */
    StateDirectory state();

    /** The machine's time. */
    InstantSource clock();

    /** The configuration in use. */
    HostConfig config();

    /** Whoever wants to hear what happens. */
    Audience audience();

    /** Waits until the host has been told to end, at most this long; returns whether it has. */
    boolean awaitEnd(Duration limit) throws InterruptedException;

    /** How many lines of its source were no events. */
    long malformed();

    /**
     * Reads plugins and configuration again, all of it or nothing; alarms say what was wrong.
     *
     * @return whether they are in use now
     */
    boolean reload() throws InterruptedException;

    /** Tells the host to end; returns at once. */
    void end();
}
