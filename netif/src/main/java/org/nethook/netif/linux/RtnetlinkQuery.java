package org.nethook.netif.linux;

import java.util.List;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.linux.abi.RtMsg;

/** Interfaces and routes by rtnetlink dumps; every call has a socket of its own and needs no rights. */
final class RtnetlinkQuery implements NetifQuery {
    private final LibC libc;

    RtnetlinkQuery(LibC libc) {
        this.libc = libc;
    }

    @Override
    public List<Netif> list() throws NetifException {
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            return snapshot(socket).interfaces();
        }
    }

    @Override
    public List<Route> routes() throws NetifException {
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            List<LinkRoute> routes = LinkRoute.readAll(socket.dump("list routes", RtMsg.RTM_GETROUTE, RtMsg.SIZEOF));
            return snapshot(socket).routes(routes);
        }
    }

    private static Snapshot snapshot(RtnetlinkSocket socket) throws NetifException {
        return new Snapshot(
                Link.readAll(socket.dump("list interfaces", IfInfoMsg.RTM_GETLINK, IfInfoMsg.SIZEOF)),
                LinkAddress.readAll(socket.dump("list addresses", IfAddrMsg.RTM_GETADDR, IfAddrMsg.SIZEOF)));
    }
}
