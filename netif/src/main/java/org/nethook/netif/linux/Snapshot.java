package org.nethook.netif.linux;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.linux.abi.InterfaceFlags;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;

/** Puts together what the kernel tells in pieces. */
final class Snapshot {
    private final List<Link> links;
    private final List<LinkAddress> addresses;

    /** From links in any order and addresses in the kernel's order. */
    Snapshot(List<Link> links, List<LinkAddress> addresses) {
        this.links = new ArrayList<>(links);
        this.links.sort(new ByIndex());
        this.addresses = addresses;
    }

    /**
     * All interfaces in the order of their index.
     *
     * @throws NetifException when the kernel's answer makes no sense
     */
    List<Netif> interfaces() throws NetifException {
        Map<Integer, List<InterfaceAddress>> byIndex = new HashMap<>();
        for (LinkAddress address : addresses) {
            List<InterfaceAddress> own = byIndex.get(address.index());
            if (own == null) {
                own = new ArrayList<>();
                byIndex.put(address.index(), own);
            }
            own.add(address.address());
        }
        List<Netif> interfaces = new ArrayList<>();
        for (Link link : links) {
            List<InterfaceAddress> own = byIndex.get(link.index());
            interfaces.add(Netif.named(link.ifName())
                    .index(link.index())
                    .flags(link.rawFlags(), InterfaceFlags.names(link.rawFlags()))
                    .mtu(link.mtu())
                    .mac(link.mac())
                    .linkState(link.state())
                    .driver(link.kind().isEmpty() ? null : link.kind())
                    .addresses(own == null ? List.of() : own)
                    .lagg(link.kind().equals(Bond.KIND) ? Bond.lagg(link, links) : null)
                    .build());
        }
        return interfaces;
    }

    /** The routes but those to the machine's own addresses, which older kernels put into the main table for IPv6. */
    List<Route> routes(List<LinkRoute> all) {
        Map<Integer, String> names = new HashMap<>();
        for (Link link : links) {
            names.put(link.index(), link.ifName());
        }
        Set<IpAddress> own = new HashSet<>();
        for (LinkAddress address : addresses) {
            own.add(address.address().address());
        }
        List<Route> routes = new ArrayList<>();
        for (LinkRoute route : all) {
            IpAddress destination = route.destination();
            String ifName = names.get(route.index());
            boolean toOwn = route.prefixLength() == destination.bits()
                    && route.gateway().isEmpty()
                    && own.contains(destination);
            if (ifName != null && !toOwn) {
                routes.add(new Route(destination, route.prefixLength(), route.gateway(), ifName));
            }
        }
        return routes;
    }

    /** A class, because the first lambda of a process costs a one-shot start some milliseconds. */
    private static final class ByIndex implements Comparator<Link> {
        @Override
        public int compare(Link one, Link other) {
            return Integer.compare(one.index(), other.index());
        }
    }
}
