package org.nethook.host.dispatch;

import java.util.Optional;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.context.Guard;
import org.nethook.host.journal.Cause;

/** One listener of one plugin, with what it wants. Safe for use by several threads. */
public final class Hook {
    private final String pluginId;
    private final InterfaceEventListener listener;
    private final EventFilter filter;
    private final int order;
    private final PluginContext context;

    Hook(String pluginId, InterfaceEventListener listener, PluginContext context) {
        this.pluginId = pluginId;
        this.listener = listener;
        this.filter = listener.filter();
        this.order = listener.order();
        this.context = context;
    }

    /** Whose it is. */
    public String pluginId() {
        return pluginId;
    }

    /** The class loader of its plugin. */
    public ClassLoader classes() {
        return listener.getClass().getClassLoader();
    }

    /** Whether it wants the event. */
    public boolean wants(InterfaceEvent event) {
        return filter.matches(event);
    }

    /** Tells it of the event; returns whether it ran, and ended without throwing. */
    public boolean tell(InterfaceEvent event, Guard guard) {
        Cause cause = Cause.event(event);
        Cause before = cause.enter();
        try {
            return guard.run(pluginId, event.toString(), cause.around(new Call(event)));
        } finally {
            Cause.leave(before);
        }
    }

    /**
     * Does the work it gave under this key in another process.
     *
     * @param what what an operator is told failed, if it does
     * @return whether it has any
     */
    public boolean resume(String key, String what, Guard guard) {
        Resumption work = new Resumption(key);
        guard.run(pluginId, what, work);
        return work.found;
    }

    boolean comesBefore(Hook other) {
        return order != other.order ? order < other.order : pluginId.compareTo(other.pluginId) < 0;
    }

    private final class Call implements Scheduler.Task {
        private final InterfaceEvent event;

        Call(InterfaceEvent event) {
            this.event = event;
        }

        @Override
        public void run() throws Exception {
            Thread.currentThread().setContextClassLoader(listener.getClass().getClassLoader());
            listener.onEvent(event, context);
        }
    }

    private final class Resumption implements Scheduler.Task {
        private final String key;
        /** Also when it cannot be told: it must not be done twice. */
        private boolean found = true;

        Resumption(String key) {
            this.key = key;
        }

        @Override
        public void run() throws Exception {
            Thread.currentThread().setContextClassLoader(listener.getClass().getClassLoader());
            Optional<Scheduler.Task> task = listener.resume(key, context);
            found = task.isPresent();
            if (found) {
                task.get().run();
            }
        }
    }
}
