package org.nethook.testkit.example;

import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

@Extension
public final class LinkWatch implements InterfaceEventListener {
    static final ConfigKey<Boolean> QUIET = ConfigKey.bool("quiet", false);

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(QUIET);
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.LINK_UP, EventType.LINK_DOWN);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        Optional<Netif> netif = context.netif().find(event.ifName()); // an event is a hint: read the state again
        if (netif.isPresent() && !context.config().get(QUIET)) {
            context.report().note(event.ifName() + " is " + netif.get().linkState());
        }
    }
}
