package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_DONE;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_HOST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_PINNED;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_STATIC;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_UP;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTM_ADD;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTM_DELETE;

import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Release;

/** Messages about own IPv6 addresses that look like routes (in6_newaddrmsg of sys/netinet6/in6.c, nd6.c). */
final class Inet6Messages {
    private static final int RTF_LLDATA = 0x400;

    private final Kernel kernel;
    private final boolean is14;

    Inet6Messages(Kernel kernel) {
        this.kernel = kernel;
        this.is14 = kernel.release().isAtLeast(Release.V14_0);
    }

    /** The route to the address; before 14.0 one that never was in the table so. */
    byte[] hostRoute(Ifaddr ifa, boolean added) {
        Ifnet ifp = ifa.ifp();
        MessageWriter writer = new MessageWriter(RtMsghdr.SIZE);
        writer.ip(RTA_DST, kernelForm(ifa), 0);
        int flags = RTF_HOST | RTF_STATIC | (added ? RTF_UP : 0);
        int index;
        if (is14) {
            writer.bareLink(RTA_GATEWAY, ifp, ifp.type(), SockaddrDl.SIZE);
            flags |= RTF_PINNED | RTF_DONE;
            Ifnet lo = kernel.interfaces().find("lo0");
            index = added && lo != null ? lo.index() : 0;
        } else {
            writer.noLink(RTA_GATEWAY);
            writer.ip(RTA_NETMASK, ifa.mask(), 0);
            index = ifp.index();
        }
        return message(writer, added, flags, index);
    }

    /** The address in the table of neighbours. */
    byte[] neighbour(Ifaddr ifa) {
        Ifnet ifp = ifa.ifp();
        MessageWriter writer = new MessageWriter(RtMsghdr.SIZE);
        writer.ip(RTA_DST, kernelForm(ifa), 0);
        writer.address(RTA_GATEWAY, ifp, ifp.mac());
        return message(writer, true, RTF_UP | RTF_HOST | RTF_LLDATA | RTF_DONE, 0);
    }

    private static byte[] kernelForm(Ifaddr ifa) {
        return Inet6.kernelForm(ifa.address().octets(), ifa.ifp().index());
    }

    private static byte[] message(MessageWriter writer, boolean added, int flags, int index) {
        RtMsghdr.put(writer.memory, 0, added ? RTM_ADD : RTM_DELETE, flags, index, 0);
        RtMsghdr.putAddrs(writer.memory, 0, writer.length, writer.addrs);
        return writer.bytes();
    }
}
