package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAFNOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EOPNOTSUPP;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ESRCH;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_IFP;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_HOST;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.route.IfMsghdr;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Routes;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.kernel.state.Route;

/** What is written to a routing socket (route_output of sys/net/rtsock.c). */
final class RouteRequests {
    /** {@code struct ifa_msghdr} (net/if.h). */
    private static final int IFA_MSGHDR_SIZE = 20;

    private static final int RTV_MTU = 1;
    private static final int RMX_MTU = RtMsghdr.RTM_RMX + 8;

    private final Kernel kernel;
    private final RouteMessages messages;

    /**
     * What came of a request.
     *
     * @param echo what all routing sockets are told
     * @param family whose route it is about; AF_UNSPEC when it did not say
     * @param refusal null when it was done
     */
    record Outcome(byte[] echo, int family, KernelError refusal) {}

    RouteRequests(Kernel kernel, RouteMessages messages) {
        this.kernel = kernel;
        this.messages = messages;
    }

    Outcome handle(ByteMemory message, SimLibC.Process process, int fib) {
        int length = message.size();
        if (length < RtMsghdr.SIZE || RtMsghdr.msglen(message, 0) != length) {
            return new Outcome(message.array(), Socket.AF_UNSPEC, new KernelError(EINVAL));
        }
        if (message.getByte(RtMsghdr.RTM_VERSION) != Rtm.RTM_VERSION) {
            return new Outcome(message.array(), Socket.AF_UNSPEC, new KernelError(EPROTONOSUPPORT));
        }
        message.putInt(RtMsghdr.RTM_PID, process.pid());
        int destination = find(message, RTA_DST);
        int family = destination < 0 ? Socket.AF_UNSPEC : Sockaddr.family(message, destination);
        try {
            Route route = perform(message, process, kernel.routes(fib));
            boolean withInterface = find(message, RTA_IFP) >= 0;
            int type = RtMsghdr.type(message, 0);
            boolean is14 = kernel.release().isAtLeast(Release.V14_0);
            if (!is14 && (type == Rtm.RTM_ADD || type == Rtm.RTM_CHANGE)) {
                recoverZones(message);
                return new Outcome(done(message, route), family, null);
            }
            byte[] answer = messages.answer(
                    type, process.pid(), message.getInt(RtMsghdr.RTM_SEQ), route, withInterface && type == Rtm.RTM_GET);
            ByteMemory.of(answer).putLong(RtMsghdr.RTM_INITS, message.getLong(RtMsghdr.RTM_INITS));
            return new Outcome(answer, family, null);
        } catch (KernelError e) {
            recoverZones(message);
            boolean rebuilt = e.errno() == EOPNOTSUPP && kernel.release().isAtLeast(Release.V14_0);
            ByteMemory echo = rebuilt ? rebuild(message) : message;
            echo.putInt(RtMsghdr.RTM_ERRNO, e.errno());
            return new Outcome(echo.array(), family, e);
        }
    }

    /**
     * 14.0 writes the addresses of a request it does not know anew, behind the header that messages of its type have
     * (rtsock_msg_buffer); what stood there before stays where that header is longer.
     */
    private static ByteMemory rebuild(ByteMemory message) {
        int header = headerSize(RtMsghdr.type(message, 0));
        int addresses = 0;
        for (int bit = 1; bit <= RTA_IFP; bit <<= 1) {
            int at = find(message, bit);
            addresses += at < 0 ? 0 : Sockaddr.spaceOf(Sockaddr.len(message, at));
        }
        ByteMemory fresh = ByteMemory.allocate(header + addresses);
        fresh.put(0, message.array(), 0, Math.min(message.size(), fresh.size()));
        fresh.put(header, message.array(), RtMsghdr.SIZE, Math.min(addresses, message.size() - RtMsghdr.SIZE));
        fresh.putShort(RtMsghdr.RTM_MSGLEN, fresh.size());
        return fresh;
    }

    private static int headerSize(int type) {
        switch (type) {
            case Rtm.RTM_IFINFO:
                return IfMsghdr.SIZE;
            case Rtm.RTM_NEWADDR:
            case Rtm.RTM_DELADDR:
                return IFA_MSGHDR_SIZE;
            default:
                return RtMsghdr.SIZE;
        }
    }

    /** A zone stands beside its address, or inside it where there is no such interface any more. */
    private void recoverZones(ByteMemory message) {
        for (int which = RTA_DST; which <= RTA_IFP; which <<= 1) {
            int at = find(message, which);
            boolean whole = at >= 0
                    && Sockaddr.family(message, at) == Socket.AF_INET6
                    && Sockaddr.len(message, at) == SockaddrIn6.SIZE;
            if (!whole || which == RTA_NETMASK) {
                continue;
            }
            int zone = SockaddrIn6.scopeId(message, at);
            if (zone != 0) {
                boolean known = kernel.interfaces().byIndex(zone) != null;
                byte[] plain = SockaddrIn6.address(message, at).octets();
                byte[] shown = Inet6.kernelForm(plain, known ? 0 : zone);
                SockaddrIn6.put(message, at, IpAddress.of(shown), known ? zone : 0);
            }
        }
    }

    /** Earlier kernels send the request itself around when it is done, with whatever it says of metrics. */
    private static byte[] done(ByteMemory message, Route route) {
        message.putShort(RtMsghdr.RTM_INDEX, route.ifp().index());
        message.putInt(RtMsghdr.RTM_FLAGS, RtMsghdr.flags(message, 0) | Rtm.RTF_DONE);
        return message.array();
    }

    private Route perform(ByteMemory message, SimLibC.Process process, Routes routes) {
        int type = RtMsghdr.type(message, 0);
        if (find(message, RTA_DST) < 0 || truncated(message)) {
            throw new KernelError(EINVAL);
        }
        int family = Sockaddr.family(message, find(message, RTA_DST));
        if (family != Socket.AF_INET && family != Socket.AF_INET6) {
            throw new KernelError(kernel.release().isAtLeast(Release.V14_0) ? EAFNOSUPPORT : EINVAL);
        }
        if (type != Rtm.RTM_GET && !process.root()) {
            throw new KernelError(EPERM);
        }
        Routes.Request request = request(message, family);
        switch (type) {
            case Rtm.RTM_ADD:
                Route added = routes.add(request);
                int gateway = find(message, RTA_GATEWAY);
                boolean keeps = gateway >= 0 && !kernel.release().isAtLeast(Release.V14_0);
                if (keeps && Sockaddr.family(message, gateway) == Socket.AF_LINK) {
                    added.setLinkType(message.getByte(gateway + SockaddrDl.SDL_TYPE));
                }
                return added;
            case Rtm.RTM_DELETE:
                return routes.delete(request);
            case Rtm.RTM_CHANGE:
                return routes.change(request);
            case Rtm.RTM_GET:
                boolean exact = find(message, RTA_NETMASK) >= 0;
                Route route = exact
                        ? routes.exact(request.destination(), request.mask())
                        : routes.lookup(request.destination());
                if (route == null) {
                    throw new KernelError(ESRCH);
                }
                return route;
            default:
                throw new KernelError(EOPNOTSUPP);
        }
    }

    private Routes.Request request(ByteMemory message, int family) {
        int flags = RtMsghdr.flags(message, 0);
        byte[] destination = ip(message, find(message, RTA_DST));
        int maskAt = find(message, RTA_NETMASK);
        byte[] mask = maskAt < 0 || (flags & RTF_HOST) != 0 ? null : mask(message, maskAt, family);
        int gatewayAt = find(message, RTA_GATEWAY);
        byte[] gateway = null;
        Ifnet link = null;
        if (gatewayAt >= 0 && Sockaddr.family(message, gatewayAt) == Socket.AF_LINK) {
            link = link(message, gatewayAt);
        } else if (gatewayAt >= 0) {
            gateway = ip(message, gatewayAt);
        }
        int interfaceAt = find(message, RTA_IFP);
        if (interfaceAt >= 0 && Sockaddr.family(message, interfaceAt) == Socket.AF_LINK && link == null) {
            link = link(message, interfaceAt);
        }
        boolean hasMtu = (message.getLong(RtMsghdr.RTM_INITS) & RTV_MTU) != 0;
        return new Routes.Request(destination, mask, gateway, link, flags, hasMtu ? (int) message.getLong(RMX_MTU) : 0);
    }

    /** By index, or by name where there is no index. */
    private Ifnet link(ByteMemory message, int at) {
        int index = SockaddrDl.index(message, at);
        return index != 0
                ? kernel.interfaces().byIndex(index)
                : kernel.interfaces().find(SockaddrDl.name(message, at));
    }

    private static byte[] ip(ByteMemory message, int at) {
        int family = Sockaddr.family(message, at);
        int length = Sockaddr.len(message, at);
        if (family == Socket.AF_INET && length >= SockaddrIn.SIN_ADDR + 4) {
            return SockaddrIn.address(message, at).octets();
        }
        if (family == Socket.AF_INET6 && length >= SockaddrIn6.SIN6_ADDR + 16) {
            byte[] plain = SockaddrIn6.address(message, at).octets();
            return Inet6.kernelForm(plain, SockaddrIn6.scopeId(message, at));
        }
        throw new KernelError(EINVAL);
    }

    /** A mask can be cut short after its last byte that is not zero, down to nothing. */
    private static byte[] mask(ByteMemory message, int at, int family) {
        int offset = family == Socket.AF_INET ? SockaddrIn.SIN_ADDR : SockaddrIn6.SIN6_ADDR;
        byte[] mask = new byte[family == Socket.AF_INET ? 4 : 16];
        int given = Math.min(mask.length, Math.max(0, Sockaddr.len(message, at) - offset));
        message.get(at + offset, mask, 0, given);
        return mask;
    }

    private static boolean truncated(ByteMemory message) {
        int addrs = RtMsghdr.addrs(message, 0);
        for (int bit = 1; bit <= RTA_IFP; bit <<= 1) {
            if ((addrs & bit) != 0 && find(message, bit) < 0) {
                return true;
            }
        }
        return false;
    }

    private static int find(ByteMemory message, int which) {
        return Sockaddr.find(message, RtMsghdr.SIZE, message.size(), RtMsghdr.addrs(message, 0), which);
    }
}
