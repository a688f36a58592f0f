package org.nethook.netif.freebsd.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** Decodes what NET_RT_DUMP answers. */
public final class RouteDump {
    private static final int LEFT_OUT = Rtm.RTF_LOCAL
            | Rtm.RTF_BROADCAST
            | Rtm.RTF_MULTICAST
            | Rtm.RTF_LLINFO
            | Rtm.RTF_DYNAMIC
            | Rtm.RTF_REJECT
            | Rtm.RTF_BLACKHOLE;
    /** How the kernel marks the host route to an own address. */
    private static final int OWN_ADDRESS = Rtm.RTF_HOST | Rtm.RTF_PINNED;

    private RouteDump() {}

    /**
     * Decodes an answer, every route of it.
     *
     * @param operation what it was asked for
     * @param fib the table it is of
     * @throws NetifException when it cannot be read
     */
    public static List<RouteEntry> entries(Memory messages, String operation, int fib) throws NetifException {
        List<RouteEntry> entries = new ArrayList<>();
        int at = 0;
        while (at < messages.size()) {
            int end = InterfaceList.endOfMessage(messages, at, operation);
            Route route = end - at >= RtMsghdr.SIZE ? decodeRoute(messages, at, end) : null;
            if (route != null) {
                int flags = RtMsghdr.flags(messages, at);
                entries.add(new RouteEntry(route, fib, Flags.ROUTE.names(flags), flags));
            }
            at = end;
        }
        return entries;
    }

    /**
     * The routes that somebody set. Left out are those the kernel made by itself (to the machine's own addresses,
     * broadcast, multicast, neighbours, redirects) and those that drop packets (reject, blackhole), which a {@link Route}
     * cannot say.
     */
    public static List<Route> set(List<RouteEntry> entries) {
        List<Route> routes = new ArrayList<>();
        for (RouteEntry entry : entries) {
            int flags = entry.rawFlags();
            boolean own = (flags & LEFT_OUT) != 0 || (flags & OWN_ADDRESS) == OWN_ADDRESS;
            if (!own && !isMulticast(entry.route().destination())) {
                routes.add(entry.route());
            }
        }
        return routes;
    }

    private static Route decodeRoute(Memory messages, int at, int end) {
        int first = at + RtMsghdr.SIZE;
        int addrs = RtMsghdr.addrs(messages, at);
        int flags = RtMsghdr.flags(messages, at);
        int dst = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_DST);
        int link = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_IFP);
        IpAddress destination = dst < 0 ? null : Sockaddr.address(messages, dst);
        if (destination == null || link < 0) {
            return null;
        }
        IpAddress gateway = null;
        if ((flags & Rtm.RTF_GATEWAY) != 0) {
            int gw = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_GATEWAY);
            gateway = gw < 0 ? null : Sockaddr.address(messages, gw);
            if (gateway == null) {
                return null;
            }
        }
        int prefixLength = destination.bits();
        if ((flags & Rtm.RTF_HOST) == 0) {
            int mask = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_NETMASK);
            int family = destination.isV4() ? Socket.AF_INET : Socket.AF_INET6;
            prefixLength = mask < 0 ? 0 : Sockaddr.prefixLength(messages, mask, family);
        }
        return new Route(destination, prefixLength, Optional.ofNullable(gateway), SockaddrDl.name(messages, link));
    }

    /** By the address too, because 14 no longer sets the flag on IPv6 routes. */
    private static boolean isMulticast(IpAddress address) {
        int first = address.octets()[0] & 0xff;
        return address.isV4() ? (first & 0xf0) == 0xe0 : first == 0xff;
    }
}
