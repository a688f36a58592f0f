package org.nethook.api;

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

    /** The events wanted. Asked once, when the plugin starts. */
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
}
