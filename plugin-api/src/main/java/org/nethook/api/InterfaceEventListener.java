package org.nethook.api;

import java.util.Optional;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;

/**
 * Extension point: is told of interface events.
 *
 * <p>One listener is never called twice at the same time for the same interface, but in the resident host at the same time for
 * different ones: what it keeps must bear that. What it throws is reported under its plugin's name and keeps no other listener
 * from running. It is interrupted when it takes longer than {@code host.hook-timeout}, and ought to end then.
 */
public interface InterfaceEventListener extends Extension {

    /** The events wanted; the same each time. Asked before the first event: when the jar is checked, and when the plugin starts. */
    EventFilter filter();

    /** Listeners of one event run in ascending order, then in the order of their plugins' ids. */
    default int order() {
        return 0;
    }

    /**
     * Handles one event.
     *
     * @param event what happened, by the time of the call perhaps no longer true
     * @param context the services, good for as long as the plugin is started
     * @throws Exception whatever went wrong; the host reports it and goes on
     */
    void onEvent(InterfaceEvent event, PluginContext context) throws Exception;

    /**
     * The work that this listener gave to the {@link Scheduler} under a key. Where each event is a process of its own, its time comes in
     * another process than the one it was given in, which asks here for the task.
     *
     * @param key the key it was given under
     * @param context the services, good for as long as the plugin is started
     * @return empty for the host to find the task by itself: it runs the event again at which the work was given, keeps back the notes that
     *     it told then, and does of what it schedules only this work, at once. That will do where a listener keeps no count of its events.
     * @throws Exception whatever went wrong; the host reports it, and the work is not done
     */
    default Optional<Scheduler.Task> resume(String key, PluginContext context) throws Exception {
        return Optional.empty();
    }
}
