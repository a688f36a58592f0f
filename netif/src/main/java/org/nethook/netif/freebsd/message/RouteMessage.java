package org.nethook.netif.freebsd.message;

import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** Writes a route as a message for the routing socket (route(4)): a header, then its addresses in the order of their bits. */
public final class RouteMessage {
    /** Header, destination, gateway, mask and interface, each of the longest kind. */
    public static final int MOST_BYTES = RtMsghdr.SIZE + 2 * 32 + 2 * 56;

    private final Memory memory;
    private final int scopeId;
    private int length = RtMsghdr.SIZE;
    private int addrs;

    private RouteMessage(Memory memory, int scopeId) {
        this.memory = memory;
        this.scopeId = scopeId;
    }

    /**
     * RTM_ADD, or RTM_CHANGE of the route to the same destination.
     *
     * @param type which of them
     * @param index of the route's interface; 0 for none
     * @param naming whether to name the interface beside the gateway; without, the kernel chooses it by the gateway
     * @return the message's length
     */
    public static int put(Memory memory, int type, Route route, int index, boolean naming, int seq) {
        RouteMessage message = new RouteMessage(memory, index);
        int flags = Rtm.RTF_UP | Rtm.RTF_STATIC | message.hostFlag(route);
        message.append(Rtm.RTA_DST, route.destination());
        if (route.gateway().isPresent()) {
            flags |= Rtm.RTF_GATEWAY;
            message.append(Rtm.RTA_GATEWAY, route.gateway().get());
        } else {
            message.append(Rtm.RTA_GATEWAY, index);
        }
        message.appendMask(route);
        if (naming) {
            message.append(Rtm.RTA_IFP, index);
        }
        return message.finish(type, flags, seq);
    }

    /**
     * RTM_DELETE. Without RTF_PINNED, so that the kernel keeps the network routes of its addresses.
     *
     * @param index of the route's interface; 0 for none
     * @return the message's length
     */
    public static int delete(Memory memory, Route route, int index, int seq) {
        RouteMessage message = new RouteMessage(memory, index);
        int flags = Rtm.RTF_UP | Rtm.RTF_STATIC | message.hostFlag(route);
        message.append(Rtm.RTA_DST, route.destination());
        if (route.gateway().isPresent()) {
            flags |= Rtm.RTF_GATEWAY;
            message.append(Rtm.RTA_GATEWAY, route.gateway().get());
        }
        message.appendMask(route);
        return message.finish(Rtm.RTM_DELETE, flags, seq);
    }

    private int hostFlag(Route route) {
        return route.prefixLength() == route.destination().bits() ? Rtm.RTF_HOST : 0;
    }

    private void appendMask(Route route) {
        IpAddress destination = route.destination();
        if (route.prefixLength() < destination.bits()) {
            append(Rtm.RTA_NETMASK, Sockaddr.mask(destination.isV4(), route.prefixLength()));
        }
    }

    private void append(int which, IpAddress address) {
        if (address.isV4()) {
            SockaddrIn.put(memory, length, address);
            appended(which, SockaddrIn.SIZE);
        } else {
            SockaddrIn6.put(memory, length, address, address.isLinkLocalV6() ? scopeId : 0);
            appended(which, SockaddrIn6.SIZE);
        }
    }

    private void append(int which, int index) {
        SockaddrDl.put(memory, length, index, 0, "", null);
        appended(which, SockaddrDl.SIZE);
    }

    private void appended(int which, int size) {
        addrs |= which;
        length += Sockaddr.spaceOf(size);
    }

    private int finish(int type, int flags, int seq) {
        RtMsghdr.put(memory, 0, type, flags, 0, seq);
        RtMsghdr.putAddrs(memory, 0, length, addrs);
        return length;
    }
}
