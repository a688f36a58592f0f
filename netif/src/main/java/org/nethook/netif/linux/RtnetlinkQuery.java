package org.nethook.netif.linux;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.linux.abi.RtMsg;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;
import org.nethook.netif.linux.rtnetlink.RtnetlinkSocket;

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

    @Override
    public Optional<NetifDetails> details(String ifName) throws NetifException {
        throw notYet("get details", ifName);
    }

    @Override
    public List<RouteEntry> routeTable(int fib) throws NetifException {
        throw notYet("list routes of table " + fib, "");
    }

    /** What FreeBSD calls FIBs Linux has as tables that rules choose; to a process there is one. */
    @Override
    public int fibs() {
        return 1;
    }

    @Override
    public List<String> cloners() throws NetifException {
        throw notYet("list kinds of interface", "");
    }

    private static NetifException notYet(String operation, String ifName) {
        return new NetifException(operation, ifName, "not supported on Linux yet");
    }

    private static Snapshot snapshot(RtnetlinkSocket socket) throws NetifException {
        return new Snapshot(
                Link.readAll(socket.dump("list interfaces", IfInfoMsg.RTM_GETLINK, IfInfoMsg.SIZEOF)),
                LinkAddress.readAll(socket.dump("list addresses", IfAddrMsg.RTM_GETADDR, IfAddrMsg.SIZEOF)));
    }
}
