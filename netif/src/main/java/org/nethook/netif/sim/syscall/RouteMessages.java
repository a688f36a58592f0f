package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.Socket.AF_INET;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.freebsd.abi.Socket.AF_LINK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_BRD;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_IFA;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_IFP;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_DONE;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTM_ADD;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTM_DELADDR;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTM_DELETE;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTM_NEWADDR;

import java.util.Arrays;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.route.IfData;
import org.nethook.netif.freebsd.abi.route.IfMsghdr;
import org.nethook.netif.freebsd.abi.route.IfMsghdrl;
import org.nethook.netif.freebsd.abi.route.IfaMsghdrl;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Membership;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.kernel.state.Route;

/** Builds the messages of the routing socket and of the sysctls below {@code net.route} (sys/net/rtsock.c). */
final class RouteMessages {
    /** {@code struct ifa_msghdr}. */
    private static final int IFA_MSGHDR = 20;
    /** {@code struct ifma_msghdr}. */
    private static final int IFMA_MSGHDR = 16;

    private static final int RTM_NEWMADDR = 0xf;
    private static final int RTM_DELMADDR = 0x10;
    /** {@code struct if_announcemsghdr}: name and what. */
    private static final int IFAN_SIZE = 24;

    private static final int IFAN_NAME = 6;
    private static final int IFAN_WHAT = 22;
    private static final int SHORT_LINK_SOCKADDR = 16;
    /** In {@code struct rt_metrics}. */
    private static final int RMX_MTU = RtMsghdr.RTM_RMX + 8;

    private static final int RMX_WEIGHT = RtMsghdr.RTM_RMX + 80;
    private static final int RMX_NHIDX = RtMsghdr.RTM_RMX + 88;

    private static final IpAddress LOOPBACK = IpAddress.parse("::1");

    private final boolean is14;

    RouteMessages(Kernel kernel) {
        this.is14 = kernel.release().isAtLeast(Release.V14_0);
    }

    static void putIfData(ByteMemory memory, int at, Ifnet ifp) {
        IfData.put(memory, at, ifp.type(), ifp.linkState(), ifp.mtu());
        memory.putByte(at + IfData.IFI_ADDRLEN, ifp.mac().length);
        memory.putByte(at + IfData.IFI_HDRLEN, ifp.headerLength());
        memory.putLong(at + IfData.IFI_BAUDRATE, ifp.baudrate());
        memory.putLong(at + 128, ifp.epoch());
        memory.putLong(at + 136, ifp.lastChange().getEpochSecond());
        memory.putLong(at + 144, ifp.lastChange().getNano() / 1000);
    }

    static void putIn(ByteMemory memory, int at, byte[] address) {
        SockaddrIn.put(memory, at, IpAddress.of(address));
    }

    /** An interface's own sockaddr_dl. */
    byte[] linkSockaddr(Ifnet ifp) {
        MessageWriter writer = new MessageWriter(0);
        writer.link(RTA_IFP, ifp);
        return writer.bytes();
    }

    /** An address as the kernel keeps it, with the zone of an IPv6 one in its bytes 2 and 3. */
    byte[] storedSockaddr(Ifaddr ifa) {
        byte[] octets = ifa.address().octets();
        if (octets.length == 4) {
            ByteMemory sockaddr = ByteMemory.allocate(SockaddrIn.SIZE);
            putIn(sockaddr, 0, octets);
            return sockaddr.array();
        }
        ByteMemory sockaddr = ByteMemory.allocate(SockaddrIn6.SIZE);
        byte[] stored = Inet6.kernelForm(octets, ifa.ifp().index());
        SockaddrIn6.put(sockaddr, 0, IpAddress.of(stored), 0);
        return sockaddr.array();
    }

    byte[] ifInfo(Ifnet ifp) {
        ByteMemory message = ByteMemory.allocate(IfMsghdr.SIZE);
        IfMsghdr.put(message, 0, IfMsghdr.SIZE, 0, ifp.flags(), ifp.index());
        putIfData(message, IfMsghdr.IFM_DATA, ifp);
        return message.array();
    }

    byte[] announce(Ifnet ifp, boolean arrival) {
        ByteMemory message = ByteMemory.allocate(IFAN_SIZE);
        message.putShort(0, IFAN_SIZE);
        message.putByte(2, Rtm.RTM_VERSION);
        message.putByte(3, Rtm.RTM_IFANNOUNCE);
        message.putShort(4, ifp.index());
        CString.put(message, IFAN_NAME, NetIf.IFNAMSIZ, ifp.name());
        message.putShort(IFAN_WHAT, arrival ? 0 : 1);
        return message.array();
    }

    byte[] address(Ifaddr ifa, boolean added) {
        MessageWriter writer = new MessageWriter(IFA_MSGHDR);
        writer.ip(RTA_NETMASK, ifa.mask(), 0);
        if (!is14) {
            // Earlier kernels give the mask the length and family of the interface's link-layer address.
            writer.memory.putByte(IFA_MSGHDR + Sockaddr.SA_LEN, MessageWriter.LINK_SOCKADDR);
            writer.memory.putByte(IFA_MSGHDR + Sockaddr.SA_FAMILY, AF_LINK);
            writer.length = IFA_MSGHDR + MessageWriter.LINK_SOCKADDR;
        }
        writer.link(RTA_IFP, ifa.ifp());
        writer.ip(RTA_IFA, ifa.address().octets(), ifa.ifp().index());
        putBroadcast(writer, ifa);
        ByteMemory message = writer.memory;
        message.putShort(0, writer.length);
        message.putByte(2, Rtm.RTM_VERSION);
        message.putByte(3, added ? RTM_NEWADDR : RTM_DELADDR);
        message.putInt(4, writer.addrs);
        boolean v6 = ifa.family() == AF_INET6;
        message.putInt(8, (v6 && added ? Rtm.RTF_HOST : 0) | (ifa.hasPrefixRoute() ? Rtm.RTF_UP : 0));
        message.putShort(12, ifa.ifp().index());
        return writer.bytes();
    }

    byte[] multicast(Membership member, boolean joined) {
        MessageWriter writer = new MessageWriter(IFMA_MSGHDR);
        if (member.group() != null && member.link() != null) {
            writer.address(RTA_GATEWAY, member.ifp(), member.link());
        }
        writer.link(RTA_IFP, member.ifp());
        if (member.group() == null) {
            writer.address(RTA_IFA, member.ifp(), member.link());
        } else {
            writer.ip(RTA_IFA, member.group(), member.ifp().index());
        }
        ByteMemory message = writer.memory;
        message.putShort(0, writer.length);
        message.putByte(2, Rtm.RTM_VERSION);
        message.putByte(3, joined ? RTM_NEWMADDR : RTM_DELMADDR);
        message.putInt(4, writer.addrs);
        message.putShort(12, member.ifp().index());
        return writer.bytes();
    }

    byte[] route(Route route, boolean added, int flags, int addrs) {
        if (!is14 && route.gateway() == null && route.destination().bits() == 128 && (addrs & RTA_NETMASK) != 0) {
            return prefix12(route, added);
        }
        MessageWriter writer = new MessageWriter(RtMsghdr.SIZE);
        putRoute(writer, route, addrs);
        boolean ownV6 = route.destination().bits() == 128 && (addrs & RTA_NETMASK) == 0;
        int index = ownV6 && !added ? 0 : route.ifp().index();
        RtMsghdr.put(writer.memory, 0, added ? RTM_ADD : RTM_DELETE, flags | (is14 ? RTF_DONE : 0), index, 0);
        RtMsghdr.putAddrs(writer.memory, 0, writer.length, writer.addrs);
        return writer.bytes();
    }

    /** The route of an IPv6 prefix as kernels before 14.0 tell of it, with the mask of their radix tree. */
    private byte[] prefix12(Route route, boolean added) {
        MessageWriter writer = new MessageWriter(RtMsghdr.SIZE);
        writer.ip(RTA_DST, route.destination().octets(), 0);
        writer.bareLink(RTA_GATEWAY, route.link(), route.linkType(), SockaddrDl.SIZE);
        writer.radixMask(route.mask());
        writer.link(RTA_IFP, route.ifp());
        writer.ip(RTA_IFA, route.ifa().address().octets(), route.ifa().ifp().index());
        int flags = RTF_DONE | (added ? Rtm.RTF_UP : 0) | route.flags() & Rtm.RTF_MULTICAST;
        RtMsghdr.put(writer.memory, 0, added ? RTM_ADD : RTM_DELETE, flags, 0, 0);
        RtMsghdr.putAddrs(writer.memory, 0, writer.length, writer.addrs);
        return writer.bytes();
    }

    /** The answer to a request about a route. */
    byte[] answer(int type, int pid, int seq, Route route, boolean withInterface) {
        MessageWriter writer = new MessageWriter(RtMsghdr.SIZE);
        int addrs = RTA_DST | RTA_GATEWAY | RTA_NETMASK | (withInterface ? RTA_IFP | RTA_IFA : 0);
        putRoute(writer, route, addrs);
        RtMsghdr.put(
                writer.memory, 0, type, route.flags() | RTF_DONE, route.ifp().index(), seq);
        RtMsghdr.putAddrs(writer.memory, 0, writer.length, writer.addrs);
        writer.memory.putInt(RtMsghdr.RTM_PID, pid);
        putMetrics(writer.memory, route);
        return writer.bytes();
    }

    /** An entry of NET_RT_DUMP. */
    byte[] dump(Route route) {
        MessageWriter writer = new MessageWriter(RtMsghdr.SIZE);
        putRoute(writer, route, RTA_DST | RTA_GATEWAY | RTA_NETMASK | RTA_IFP | RTA_IFA);
        RtMsghdr.put(writer.memory, 0, Rtm.RTM_GET, route.flags(), route.ifp().index(), 0);
        RtMsghdr.putAddrs(writer.memory, 0, writer.length, writer.addrs);
        putMetrics(writer.memory, route);
        return writer.bytes();
    }

    /** An entry of NET_RT_IFLIST, or of NET_RT_IFLISTL where {@code extended}. */
    byte[] listed(Ifnet ifp, boolean extended) {
        MessageWriter writer = new MessageWriter(extended ? IfMsghdrl.SIZE : IfMsghdr.SIZE);
        writer.link(RTA_IFP, ifp);
        if (extended) {
            IfMsghdrl.put(writer.memory, 0, writer.length, writer.addrs, ifp.flags(), ifp.index());
        } else {
            IfMsghdr.put(writer.memory, 0, writer.length, writer.addrs, ifp.flags(), ifp.index());
        }
        putIfData(writer.memory, extended ? IfMsghdrl.IFM_DATA : IfMsghdr.IFM_DATA, ifp);
        return writer.bytes();
    }

    /** The entry of an address in the same lists. */
    byte[] listed(Ifaddr ifa, boolean extended) {
        MessageWriter writer = new MessageWriter(extended ? IfaMsghdrl.SIZE : IFA_MSGHDR);
        writer.ip(RTA_NETMASK, ifa.mask(), 0);
        writer.ip(RTA_IFA, ifa.address().octets(), ifa.ifp().index());
        putBroadcast(writer, ifa);
        writer.align();
        int flags = (ifa.family() == AF_INET6 ? Rtm.RTF_HOST : 0) | (ifa.hasPrefixRoute() ? Rtm.RTF_UP : 0);
        ByteMemory message = writer.memory;
        if (extended) {
            IfaMsghdrl.put(
                    message, 0, writer.length, writer.addrs, flags, ifa.ifp().index());
            message.putShort(IfaMsghdrl.IFAM_DATA + IfData.IFI_DATALEN, IfData.SIZE);
        } else {
            message.putShort(0, writer.length);
            message.putByte(2, Rtm.RTM_VERSION);
            message.putByte(3, RTM_NEWADDR);
            message.putInt(4, writer.addrs);
            message.putInt(8, flags);
            message.putShort(12, ifa.ifp().index());
        }
        return writer.bytes();
    }

    private void putMetrics(ByteMemory memory, Route route) {
        memory.putLong(RMX_MTU, route.mtu());
        memory.putLong(RMX_WEIGHT, 1);
        if (is14) {
            memory.putLong(RMX_NHIDX, route.nexthop());
        }
    }

    private void putRoute(MessageWriter writer, Route route, int addrs) {
        writer.ip(RTA_DST, route.destination().octets(), 0);
        if (route.gateway() != null) {
            writer.ip(RTA_GATEWAY, route.gateway().octets(), 0);
        } else {
            writer.bareLink(RTA_GATEWAY, route.link(), route.linkType(), is14 ? SHORT_LINK_SOCKADDR : SockaddrDl.SIZE);
            if (!is14 && route.link() != route.ifp()) {
                // What stands behind the constant that such a gateway is copied from.
                writer.memory.putShort(writer.length - 2, 0xffff);
            }
        }
        if ((addrs & RTA_NETMASK) != 0 && route.mask().length > 0) {
            int at = writer.length;
            writer.ip(RTA_NETMASK, route.mask(), 0);
            boolean isDefault = Arrays.equals(route.mask(), new byte[route.mask().length]);
            if (!is14 && !isDefault) {
                // The radix tree before 14 fills what stands before the address.
                writer.memory.putShort(at + SockaddrIn.SIN_PORT, 0xffff);
                if (route.mask().length > 4) {
                    writer.memory.putInt(at + SockaddrIn6.SIN6_FLOWINFO, -1);
                }
            }
        }
        if ((addrs & RTA_IFP) != 0) {
            writer.link(RTA_IFP, route.ifp());
        }
        if ((addrs & RTA_IFA) != 0 && route.ifa() == null) {
            writer.link(RTA_IFA, route.ifp());
        } else if ((addrs & RTA_IFA) != 0) {
            writer.ip(RTA_IFA, route.ifa().address().octets(), route.ifa().ifp().index());
        }
    }

    /** IPv4 addresses have a place for it, even where it is not filled; ::1 has itself. */
    private void putBroadcast(MessageWriter writer, Ifaddr ifa) {
        boolean loopback = ifa.ifp().isLoopback();
        if (ifa.family() == AF_INET) {
            byte[] broadcast = loopback && !is14 ? ifa.address().octets() : ifa.broadcast();
            if (broadcast.length == 0) {
                writer.empty(RTA_BRD);
            } else {
                writer.ip(RTA_BRD, broadcast, 0);
            }
        } else if (loopback && ifa.address().equals(LOOPBACK)) {
            writer.ip(RTA_BRD, ifa.address().octets(), 0);
        } else if (loopback) {
            writer.empty(RTA_BRD);
        }
    }
}
