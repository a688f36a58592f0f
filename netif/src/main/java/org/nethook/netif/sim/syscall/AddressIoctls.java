package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRNOTAVAIL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_BROADCAST;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET;

import java.util.function.Function;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.InAliasReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.query.QueryIo;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Release;

/** Requests on addresses (in_control of sys/netinet/in.c, in6_control of sys/netinet6/in6.c). */
final class AddressIoctls {
    private static final IoctlRequest SIOCGIFADDR = IoctlRequest.readWrite("SIOCGIFADDR", 'i', 33, IfReq.SIZE);
    private static final IoctlRequest SIOCGIFBRDADDR = IoctlRequest.readWrite("SIOCGIFBRDADDR", 'i', 35, IfReq.SIZE);
    private static final IoctlRequest SIOCGIFDSTADDR = IoctlRequest.readWrite("SIOCGIFDSTADDR", 'i', 34, IfReq.SIZE);
    private static final IoctlRequest SIOCGIFNETMASK = IoctlRequest.readWrite("SIOCGIFNETMASK", 'i', 37, IfReq.SIZE);

    private final Kernel kernel;

    AddressIoctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(SockIo.SIOCAIFADDR, this::add4);
        calls.on(SockIo.SIOCDIFADDR, this::delete4);
        calls.on(SIOCGIFADDR, call -> get4(call, ifa -> ifa.address().octets()));
        calls.on(SIOCGIFBRDADDR, call -> {
            Ifaddr ifa = find4(call);
            if ((ifa.ifp().flags() & IFF_BROADCAST) == 0) {
                throw new KernelError(EINVAL);
            }
            RouteMessages.putIn(call.data(), IfReq.IFR_ADDR, ifa.broadcast());
        });
        calls.on(SIOCGIFDSTADDR, call -> {
            find4(call);
            // No interface that is simulated with addresses has another end.
            throw new KernelError(EINVAL);
        });
        calls.on(QueryIo.SIOCGIFALIAS, this::getAlias);
        calls.on(SIOCGIFNETMASK, call -> {
            Ifaddr ifa = get4(call, Ifaddr::mask);
            trim(call.data(), IfReq.IFR_ADDR);
            if (ifa.isMaskByClass()) {
                call.data().putByte(IfReq.IFR_ADDR + SockaddrIn.SIN_FAMILY, 0);
            }
        });
    }

    private void add4(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET);
        call.requireRoot();
        ByteMemory data = call.data();
        byte[] address = in(data, InAliasReq.IFRA_ADDR);
        boolean given = Sockaddr.len(data, InAliasReq.IFRA_BROADADDR) != 0;
        byte[] broadcast = given ? in(data, InAliasReq.IFRA_BROADADDR) : null;
        boolean masked = Sockaddr.len(data, InAliasReq.IFRA_MASK) != 0;
        byte[] mask = masked ? in(data, InAliasReq.IFRA_MASK) : null;
        if (data.getInt(InAliasReq.IFRA_VHID) != 0) {
            throw new KernelError(EPROTONOSUPPORT);
        }
        kernel.inet().add(ifp, address, mask, broadcast);
    }

    private static byte[] in(ByteMemory data, int at) {
        if (Sockaddr.len(data, at) != SockaddrIn.SIZE || Sockaddr.family(data, at) != AF_INET) {
            throw new KernelError(EINVAL);
        }
        return SockaddrIn.address(data, at).octets();
    }

    /** A sockaddr of another length or family stands for "the first address". */
    private void delete4(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET);
        call.requireRoot();
        ByteMemory data = call.data();
        boolean any = Sockaddr.len(data, IfReq.IFR_ADDR) != SockaddrIn.SIZE
                || Sockaddr.family(data, IfReq.IFR_ADDR) != AF_INET;
        kernel.inet().delete(ifp, SockaddrIn.address(data, IfReq.IFR_ADDR).octets(), any);
    }

    /** Of the address named, or of the first one. */
    private static Ifaddr get4(IoctlCalls.Call call, Function<Ifaddr, byte[]> what) {
        Ifaddr ifa = find4(call);
        RouteMessages.putIn(call.data(), IfReq.IFR_ADDR, what.apply(ifa));
        return ifa;
    }

    private static Ifaddr find4(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET);
        IpAddress wanted = SockaddrIn.address(call.data(), IfReq.IFR_ADDR);
        Ifaddr found = null;
        for (Ifaddr ifa : ifp.addresses()) {
            if (ifa.family() == AF_INET && (found == null || ifa.address().equals(wanted))) {
                found = ifa;
            }
        }
        if (found == null) {
            throw new KernelError(EADDRNOTAVAIL);
        }
        return found;
    }

    /** Mask and broadcast of just this address; from 13 on. */
    private void getAlias(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET);
        if (!kernel.release().isAtLeast(Release.V14_0)) {
            throw new KernelError(EINVAL);
        }
        ByteMemory data = call.data();
        IpAddress wanted = SockaddrIn.address(data, InAliasReq.IFRA_ADDR);
        for (Ifaddr ifa : ifp.addresses()) {
            if (ifa.family() == AF_INET && ifa.address().equals(wanted)) {
                RouteMessages.putIn(data, InAliasReq.IFRA_MASK, ifa.mask());
                trim(data, InAliasReq.IFRA_MASK);
                data.put(InAliasReq.IFRA_BROADADDR, new byte[SockaddrIn.SIZE], 0, SockaddrIn.SIZE);
                if ((ifp.flags() & IFF_BROADCAST) != 0) {
                    RouteMessages.putIn(data, InAliasReq.IFRA_BROADADDR, ifa.broadcast());
                }
                return;
            }
        }
        throw new KernelError(EADDRNOTAVAIL);
    }

    /** The kernel keeps masks without the zeros at their end. */
    private static void trim(ByteMemory data, int at) {
        int end = SockaddrIn.SIN_ADDR + 4;
        while (end > SockaddrIn.SIN_ADDR && data.getByte(at + end - 1) == 0) {
            end--;
        }
        int length = end > SockaddrIn.SIN_ADDR ? end : 0;
        data.putByte(at + SockaddrIn.SIN_LEN, length);
    }
}
