package org.nethook.netif.linux.monitor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.netif.event.InterfaceNames;
import org.nethook.netif.linux.abi.InterfaceFlags;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;
import org.nethook.netif.source.EventSink;

/**
 * What is known of each interface, by its index, and the events that follow when that changes. For one thread.
 *
 * <p>LINK_UP and LINK_DOWN tell whether the interface is up and can carry traffic (IFF_RUNNING): its link is up, or it is of
 * a kind that cannot tell. An interface with a name outside {@link InterfaceNames} is told of as malformed once, and then as if
 * it were not there.
 */
final class InterfaceBook {
    private static final class Entry {
        private String name;
        private boolean running;
        private final Set<InterfaceAddress> addresses = new LinkedHashSet<>();
    }

    private final Map<Integer, Entry> byIndex = new LinkedHashMap<>();
    private final Set<Integer> unbelieved = new LinkedHashSet<>();
    private final EventSink sink;
    private final InstantSource clock;
    private boolean silent;

    InterfaceBook(EventSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Takes what is there for granted, without an event. */
    void begin(List<Link> links, List<LinkAddress> addresses) {
        silent = true;
        replace(links, addresses);
        silent = false;
    }

    /** Takes over what is there; an event for each difference. */
    void replace(List<Link> links, List<LinkAddress> addresses) {
        Map<Integer, Set<InterfaceAddress>> fresh = new HashMap<>();
        for (Link link : links) {
            fresh.put(link.index(), new LinkedHashSet<>());
        }
        for (LinkAddress address : addresses) {
            fresh.computeIfAbsent(address.index(), index -> new LinkedHashSet<>())
                    .add(address.address());
        }
        for (Integer index : new ArrayList<>(byIndex.keySet())) {
            if (!fresh.containsKey(index)) {
                linkGone(index);
            }
        }
        unbelieved.retainAll(fresh.keySet());
        for (Link link : links) {
            link(link);
            Entry entry = byIndex.get(link.index());
            if (entry != null) {
                Set<InterfaceAddress> there = fresh.get(link.index());
                for (InterfaceAddress gone : new ArrayList<>(entry.addresses)) {
                    if (!there.contains(gone)) {
                        addressGone(new LinkAddress(link.index(), gone));
                    }
                }
                for (InterfaceAddress address : there) {
                    address(new LinkAddress(link.index(), address));
                }
            }
        }
    }

    /** An interface is like this. */
    void link(Link link) {
        String name = link.ifName();
        if (!InterfaceNames.isValid(name)) {
            if (unbelieved.add(link.index())) {
                leave(link.index());
                sink.malformed("an interface's name must be " + InterfaceNames.ALLOWED + "; that of index "
                        + link.index() + " is not");
            }
            return;
        }
        unbelieved.remove(link.index());
        Set<InterfaceFlag> flags = InterfaceFlags.names(link.rawFlags());
        Entry entry = byIndex.get(link.index());
        if (entry == null) {
            entry = new Entry();
            entry.name = name;
            byIndex.put(link.index(), entry);
            tell("IFNET", name, EventType.ATTACH, Map.of());
            if (link.mac() != null && !flags.contains(InterfaceFlag.LOOPBACK)) {
                tell("ETHERNET", name, EventType.IFATTACH, Map.of());
            }
        } else if (!entry.name.equals(name)) {
            String old = entry.name;
            entry.name = name;
            tell("IFNET", old, EventType.RENAME, Map.of("name", name));
        }
        boolean running = flags.contains(InterfaceFlag.RUNNING);
        if (running != entry.running) {
            entry.running = running;
            tell("IFNET", name, running ? EventType.LINK_UP : EventType.LINK_DOWN, Map.of());
        }
    }

    /** An interface is gone, and its addresses with it. */
    void linkGone(int index) {
        unbelieved.remove(index);
        leave(index);
    }

    private void leave(int index) {
        Entry entry = byIndex.remove(index);
        if (entry != null) {
            tell("IFNET", entry.name, EventType.DETACH, Map.of());
        }
    }

    /** An interface has an address. The kernel also says so when only its lifetime or a flag of it changes. */
    void address(LinkAddress address) {
        Entry entry = byIndex.get(address.index());
        if (entry != null && entry.addresses.add(address.address())) {
            tellAddress(entry, EventType.ADDR_ADD, address);
        }
    }

    /** An interface no longer has an address. */
    void addressGone(LinkAddress address) {
        Entry entry = byIndex.get(address.index());
        if (entry != null && entry.addresses.remove(address.address())) {
            tellAddress(entry, EventType.ADDR_DEL, address);
        }
    }

    private void tellAddress(Entry entry, EventType type, LinkAddress address) {
        String text = address.address().address().toString();
        tell("IFNET", entry.name, type, Map.of("address", text));
    }

    private void tell(String system, String ifName, EventType type, Map<String, String> data) {
        if (!silent) {
            sink.event(new InterfaceEvent(system, ifName, type.name(), data, clock.instant()));
        }
    }
}
