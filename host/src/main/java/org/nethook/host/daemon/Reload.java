package org.nethook.host.daemon;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.plugin.PluginProblem;
import org.nethook.host.plugin.PluginSet;
import org.nethook.host.plugin.PluginWarning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts other plugins, or another configuration, in the place of those that run: all of it or nothing. Events that already run
 * end with the plugins they began with; those that wait, and the state of every interface, go to the new ones.
 */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger("nethook");

    /** What the plugins run on. */
    interface Engine {
        /**
         * Has these plugins told of events from now on.
         *
         * @return waits until nothing of the plugins before runs any more; false when something does for longer than that
         * @throws Failure when the configuration cannot be used; nothing has changed then
         */
        Predecessors use(PluginSet plugins) throws Failure;
    }

    /** The plugins that were replaced. */
    @FunctionalInterface
    interface Predecessors {
        /** Waits until nothing of them runs; returns whether that is so. */
        boolean awaitUnused(Duration limit) throws InterruptedException;
    }

    private final PluginLoads loads;
    private final Engine engine;
    private final Duration patience;
    private final Consumer<String> alarm;
    private PluginSet current;

    /**
     * @param current the plugins that run
     * @param patience how long a hook of the plugins before may go on
     * @param alarm is told what keeps a change from being made
     */
    Reload(PluginLoads loads, PluginSet current, Engine engine, Duration patience, Consumer<String> alarm) {
        this.loads = loads;
        this.current = current;
        this.engine = engine;
        this.patience = patience;
        this.alarm = alarm;
    }

    /** The plugins that run. */
    synchronized PluginSet current() {
        return current;
    }

    /**
     * Reads plugins and configuration again.
     *
     * @param why for the log
     * @return whether they are in use now
     */
    synchronized boolean run(String why) throws InterruptedException {
        PluginSet next;
        try {
            next = loads.load();
        } catch (Failure e) {
            refuse(why, e);
            return false;
        }
        List<PluginProblem> lost =
                PluginLoads.lost(current.plugins().plugins(), next.plugins().problems());
        for (PluginProblem problem : next.plugins().problems()) {
            LOG.warn("{}", problem);
        }
        for (PluginWarning warning : next.plugins().warnings()) {
            LOG.warn("{}", warning);
        }
        if (!lost.isEmpty()) {
            refuse(why, lost.get(0).toString());
            next.close();
            return false;
        }
        Predecessors before;
        try {
            before = engine.use(next);
        } catch (Failure e) {
            refuse(why, e);
            next.close();
            return false;
        }
        PluginSet replaced = current;
        current = next;
        LOG.info("{}: now {} plugins", why, next.plugins().plugins().size());
        if (!before.awaitUnused(patience)) {
            alarm.accept("a hook of a plugin that was replaced still runs; its classes stay in memory");
        }
        replaced.close();
        return true;
    }

    private void refuse(String why, Failure failure) {
        for (String line : failure.lines()) {
            refuse(why, line);
        }
    }

    private void refuse(String why, String reason) {
        alarm.accept(why + ": nothing was changed: " + reason);
    }

    /** Stops the plugins that run. */
    synchronized void close() {
        current.close();
    }
}
