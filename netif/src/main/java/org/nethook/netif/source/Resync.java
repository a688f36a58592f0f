package org.nethook.netif.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.Netif;
import org.nethook.netif.event.InterfaceNames;

/**
 * Makes the synthetic events after a gap: what is gone since events were last known to be complete leaves, what has another
 * name now is renamed, and everything that is there comes, each with {@link InterfaceEvent#isResync()}. To know what is
 * gone it is shown every event. For one thread at a time.
 */
public final class Resync {
    /** Those there are, as far as events and the last snapshot say: the index by the name, 0 where no snapshot told it. */
    private final Map<String, Integer> known = new LinkedHashMap<>();

    /** Takes note of an event that was heard. */
    public synchronized void heard(InterfaceEvent event) {
        switch (event.eventType()) {
            case ATTACH:
            case IFATTACH:
                known.putIfAbsent(event.ifName(), 0);
                break;
            case DETACH:
                known.remove(event.ifName());
                break;
            case RENAME:
                Integer index = known.remove(event.ifName());
                if (event.data().containsKey("name")) {
                    known.put(event.data().get("name"), index == null ? 0 : index);
                }
                break;
            default:
                break;
        }
    }

    /**
     * The events that bring whoever has heard all others up to date: first DETACH and RENAME, then for each interface
     * ETHERNET IFATTACH, or IFNET ATTACH where it is no Ethernet, in the order of the snapshot. Interfaces
     * with a name outside {@link InterfaceNames} are left out, as their events are.
     *
     * @param now every interface, read after the gap
     * @param at when it was read
     */
    public synchronized List<InterfaceEvent> events(List<Netif> now, Instant at) {
        Map<String, Integer> present = new LinkedHashMap<>();
        Map<Integer, String> names = new LinkedHashMap<>();
        List<Netif> believed = new ArrayList<>();
        for (Netif netif : now) {
            if (InterfaceNames.isValid(netif.ifName())) {
                believed.add(netif);
                present.put(netif.ifName(), netif.index());
                names.put(netif.index(), netif.ifName());
            }
        }
        List<InterfaceEvent> events = new ArrayList<>();
        known.forEach((name, index) -> {
            if (!present.containsKey(name)) {
                String fresh = index == 0 ? null : names.get(index);
                events.add(
                        fresh == null || known.containsKey(fresh)
                                ? event("IFNET", name, EventType.DETACH, Map.of(), at)
                                : event("IFNET", name, EventType.RENAME, Map.of("name", fresh), at));
            }
        });
        for (Netif netif : believed) {
            events.add(
                    isEthernet(netif)
                            ? event("ETHERNET", netif.ifName(), EventType.IFATTACH, Map.of(), at)
                            : event("IFNET", netif.ifName(), EventType.ATTACH, Map.of(), at));
        }
        known.clear();
        known.putAll(present);
        return events;
    }

    /** Loopback has an all-zero address on some systems. */
    private static boolean isEthernet(Netif netif) {
        return netif.mac().isPresent() && !netif.flags().contains(InterfaceFlag.LOOPBACK);
    }

    private static InterfaceEvent event(
            String system, String ifName, EventType type, Map<String, String> variables, Instant at) {
        Map<String, String> data = new LinkedHashMap<>(variables);
        data.put(InterfaceEvent.RESYNC, "1");
        return new InterfaceEvent(system, ifName, type.name(), data, at);
    }
}
