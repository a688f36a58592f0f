package org.nethook.bench;

import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/** Asks the kernel for its interfaces at every event of lo, so that each measured event has a call to libc in it. */
@Extension
public final class ListInterfaces implements InterfaceEventListener {
    /** What its note ends with. */
    static final String NOTE = " interfaces through libc";

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.LINK_UP);
    }

    /** After whatever else is measured. */
    @Override
    public int order() {
        return 1000;
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        if (event.ifName().equals("lo")) {
            context.report().note(context.netif().list().size() + NOTE);
        }
    }
}
