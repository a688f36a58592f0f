package org.nethook.netif.freebsd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

/**
 * Decodes what NET_RT_DUMP answers. Left out are routes the kernel made by itself (to the machine's own addresses,
 * broadcast, multicast, neighbours, redirects) and those that drop packets (reject, blackhole), which a {@link Route}
 * cannot say.
 */
final class RouteDump {
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

    static List<Route> decode(Memory messages, String operation) throws NetifException {
        List<Route> routes = new ArrayList<>();
        int at = 0;
        while (at < messages.size()) {
            int end = InterfaceList.endOfMessage(messages, at, operation);
            if (end - at >= RtMsghdr.SIZE && isWanted(RtMsghdr.flags(messages, at))) {
                Route route = decodeRoute(messages, at, end);
                if (route != null) {
                    routes.add(route);
                }
            }
            at = end;
        }
        return routes;
    }

    private static boolean isWanted(int flags) {
        return (flags & LEFT_OUT) == 0 && (flags & OWN_ADDRESS) != OWN_ADDRESS;
    }

    private static Route decodeRoute(Memory messages, int at, int end) {
        int first = at + RtMsghdr.SIZE;
        int addrs = RtMsghdr.addrs(messages, at);
        int flags = RtMsghdr.flags(messages, at);
        int dst = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_DST);
        int link = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_IFP);
        IpAddress destination = dst < 0 ? null : Sockaddr.address(messages, dst);
        if (destination == null || isMulticast(destination) || link < 0) {
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
