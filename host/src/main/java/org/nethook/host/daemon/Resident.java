package org.nethook.host.daemon;

import java.time.Duration;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.resident.ResidentDispatcher;

/** What answers over the control socket can reach of the host that runs. Safe for use by several threads. */
public interface Resident {
    /** Events, plugins and counts. */
    ResidentDispatcher dispatcher();

    /** What was loaded, and what was not. */
    LoadedPlugins plugins();

    /** How many lines of its sources were no events. */
    long malformed();

    /** Waits until the host has been told to end, at most this long; returns whether it has. */
    boolean awaitEnd(Duration limit) throws InterruptedException;

    /**
     * Reads plugins and configuration again, all of it or nothing; alarms say what was wrong.
     *
     * @return whether they are in use now
     */
    boolean reload() throws InterruptedException;

    /** Tells the host to end; returns at once. */
    void end();
}
