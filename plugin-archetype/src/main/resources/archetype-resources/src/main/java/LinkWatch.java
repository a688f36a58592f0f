package ${package};

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

/** Tells when an interface gets or loses its link, or, on Hyper-V, the VF that carries its traffic. */
@Extension
public final class LinkWatch implements InterfaceEventListener {
    /** Interfaces nobody wants to hear of. */
    static final ConfigKey<List<String>> IGNORE = ConfigKey.strings("ignore", List.of("lo0"));

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(IGNORE);
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.LINK_UP, EventType.LINK_DOWN, EventType.VF_UP, EventType.VF_DOWN);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        // An event is a hint: by now the interface may be different, or gone. Read its state again.
        Optional<Netif> netif = context.netif().find(event.ifName());
        if (netif.isEmpty() || context.config().get(IGNORE).contains(event.ifName())) {
            return;
        }
        context.report().note(describe(event.eventType(), netif.get()));
    }

    private static String describe(EventType type, Netif netif) {
        switch (type) {
            case VF_UP:
                return netif.ifName() + ": a VF carries its traffic";
            case VF_DOWN:
                return netif.ifName() + ": it carries its traffic itself again";
            default:
                return netif.ifName() + ": the link is " + netif.linkState();
        }
    }
}
