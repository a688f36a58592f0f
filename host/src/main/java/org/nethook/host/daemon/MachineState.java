package org.nethook.host.daemon;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.host.resident.Resync;

/**
 * Makes the synthetic events where real ones were lost: at the start, after a gap of the source, and in a lane that had no
 * room. Safe for use by several threads.
 */
final class MachineState implements Resync {
    private final NetifQuery query;
    private final InstantSource clock;
    private final org.nethook.netif.source.Resync snapshots = new org.nethook.netif.source.Resync();
    private final Map<String, List<InterfaceEvent>> fresh = new LinkedHashMap<>();

    MachineState(NetifQuery query, InstantSource clock) {
        this.query = query;
        this.clock = clock;
    }

    /** Takes note of an event that was heard: who leaves in a gap is known only if its coming was. */
    void heard(InterfaceEvent event) {
        snapshots.heard(event);
    }

    @Override
    public List<String> interfaces() throws NetifException {
        List<Netif> now = query.list();
        synchronized (fresh) {
            fresh.clear();
            for (InterfaceEvent event : snapshots.events(now, clock.instant())) {
                fresh.computeIfAbsent(event.ifName(), name -> new ArrayList<>()).add(event);
            }
            return List.copyOf(fresh.keySet());
        }
    }

    @Override
    public List<InterfaceEvent> stateOf(String ifName) throws NetifException {
        synchronized (fresh) {
            List<InterfaceEvent> events = fresh.remove(ifName);
            if (events != null) {
                return events;
            }
        }
        Optional<Netif> netif = query.find(ifName);
        if (netif.isEmpty()) {
            return List.of(event("IFNET", ifName, EventType.DETACH));
        }
        boolean ethernet = netif.get().mac().isPresent();
        return List.of(
                event(ethernet ? "ETHERNET" : "IFNET", ifName, ethernet ? EventType.IFATTACH : EventType.ATTACH),
                event(
                        "IFNET",
                        ifName,
                        netif.get().linkState() == LinkState.UP ? EventType.LINK_UP : EventType.LINK_DOWN));
    }

    private InterfaceEvent event(String system, String ifName, EventType type) {
        return new InterfaceEvent(system, ifName, type.name(), Map.of(InterfaceEvent.RESYNC, "1"), clock.instant());
    }
}
