package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRNOTAVAIL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAFNOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_BROADCAST;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;

import java.util.function.Function;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.InAliasReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.sim.kernel.Ifaddr;
import org.nethook.netif.sim.kernel.Ifnet;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelError;

/** Requests on addresses (in_control of sys/netinet/in.c, in6_control of sys/netinet6/in6.c). */
final class AddressIoctls {
    /** Where {@code struct in6_aliasreq} has its destination address. */
    private static final int IFRA_DSTADDR = 44;
    /** Where {@code struct in6_ndireq} has its flags. */
    private static final int NDI_FLAGS = 36;

    private static final int NDI_MAXMTU = 20;
    private static final int NDI_BASEREACHABLE = 24;
    private static final int NDI_REACHABLE = 28;
    private static final int NDI_RETRANS = 32;
    private static final int NDI_CHLIM = 44;
    private static final int NDI_INITIALIZED = 45;
    private static final int NDI_SIZE = 72;

    private static final IoctlRequest SIOCGIFADDR = IoctlRequest.readWrite("SIOCGIFADDR", 'i', 33, IfReq.SIZE);
    private static final IoctlRequest SIOCGIFBRDADDR = IoctlRequest.readWrite("SIOCGIFBRDADDR", 'i', 35, IfReq.SIZE);
    private static final IoctlRequest SIOCGIFNETMASK = IoctlRequest.readWrite("SIOCGIFNETMASK", 'i', 37, IfReq.SIZE);
    private static final IoctlRequest SIOCGIFINFO_IN6 = IoctlRequest.readWrite("SIOCGIFINFO_IN6", 'i', 108, NDI_SIZE);
    private static final IoctlRequest SIOCSIFINFO_IN6 = IoctlRequest.readWrite("SIOCSIFINFO_IN6", 'i', 109, NDI_SIZE);
    private static final IoctlRequest SIOCSIFINFO_FLAGS =
            IoctlRequest.readWrite("SIOCSIFINFO_FLAGS", 'i', 87, NDI_SIZE);

    private final Kernel kernel;

    AddressIoctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(SockIo.SIOCAIFADDR, this::add4);
        calls.on(SockIo.SIOCDIFADDR, this::delete4);
        calls.on(SIOCGIFADDR, call -> get4(call, ifa -> ifa.address().octets()));
        calls.on(SIOCGIFBRDADDR, call -> {
            if ((call.ifp().flags() & IFF_BROADCAST) == 0) {
                throw new KernelError(EINVAL);
            }
            get4(call, Ifaddr::broadcast);
        });
        calls.on(SIOCGIFNETMASK, call -> {
            get4(call, Ifaddr::mask);
            trim(call.data());
        });
        calls.on(SockIo.SIOCAIFADDR_IN6, this::add6);
        calls.on(SockIo.SIOCDIFADDR_IN6, this::delete6);
        calls.on(SockIo.SIOCGIFAFLAG_IN6, this::flags6);
        calls.on(SIOCGIFINFO_IN6, AddressIoctls::getNd);
        calls.on(SIOCSIFINFO_IN6, this::setNd);
        calls.on(SIOCSIFINFO_FLAGS, this::setNd);
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
    private static void get4(IoctlCalls.Call call, Function<Ifaddr, byte[]> what) {
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
        RouteMessages.putIn(call.data(), IfReq.IFR_ADDR, what.apply(found));
    }

    /** The kernel keeps masks without the zeros at their end. */
    private static void trim(ByteMemory data) {
        int end = SockaddrIn.SIN_ADDR + 4;
        while (end > SockaddrIn.SIN_ADDR && data.getByte(IfReq.IFR_ADDR + end - 1) == 0) {
            end--;
        }
        int length = end > SockaddrIn.SIN_ADDR ? end : 0;
        data.putByte(IfReq.IFR_ADDR + SockaddrIn.SIN_LEN, length);
    }

    private void add6(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET6);
        call.requireRoot();
        ByteMemory data = call.data();
        byte[] address = in6(data, In6AliasReq.IFRA_ADDR);
        if (Sockaddr.family(data, IFRA_DSTADDR) == AF_INET6 && !ifp.isLoopback()) {
            throw new KernelError(EINVAL);
        }
        boolean masked = Sockaddr.len(data, In6AliasReq.IFRA_PREFIXMASK) == SockaddrIn6.SIZE;
        byte[] mask = masked ? data.bytes(In6AliasReq.IFRA_PREFIXMASK + SockaddrIn6.SIN6_ADDR, 16) : null;
        kernel.inet6()
                .add(new Inet6.Request(
                        ifp,
                        address,
                        mask,
                        data.getInt(In6AliasReq.IFRA_FLAGS),
                        lifetime(data, In6AliasReq.IFRA_LIFETIME_IA6T_VLTIME),
                        lifetime(data, In6AliasReq.IFRA_LIFETIME_IA6T_PLTIME)));
        if (data.getInt(In6AliasReq.IFRA_VHID) != 0) {
            throw new KernelError(EPROTONOSUPPORT);
        }
    }

    private static long lifetime(ByteMemory data, int at) {
        int seconds = data.getInt(at);
        return seconds == In6AliasReq.ND6_INFINITE_LIFETIME ? -1 : seconds & 0xffffffffL;
    }

    /** The zone may stand in the address or beside it, and the interface is the zone in any case. */
    private static byte[] in6(ByteMemory data, int at) {
        if (Sockaddr.len(data, at) != SockaddrIn6.SIZE || Sockaddr.family(data, at) != AF_INET6) {
            throw new KernelError(EAFNOSUPPORT);
        }
        return SockaddrIn6.address(data, at).octets();
    }

    private void delete6(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET6);
        call.requireRoot();
        kernel.inet6().delete(ifp, in6(call.data(), In6IfReq.IFR_IFRU_IFRU_ADDR));
    }

    private void flags6(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET6);
        ByteMemory data = call.data();
        Ifaddr ifa = kernel.inet6().find(ifp, in6(data, In6IfReq.IFR_IFRU_IFRU_ADDR));
        if (ifa == null) {
            throw new KernelError(EADDRNOTAVAIL);
        }
        // The kernel leaves the address behind in the form it works with.
        SockaddrIn6.put(
                data,
                In6IfReq.IFR_IFRU_IFRU_ADDR,
                IpAddress.of(Inet6.kernelForm(ifa.address().octets(), ifp.index())),
                0);
        data.putInt(In6IfReq.IFR_IFRU_IFRU_FLAGS6, ifa.in6Flags());
    }

    private static void getNd(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET6);
        call.data().putInt(NDI_MAXMTU, ifp.mtu());
        call.data().putInt(NDI_BASEREACHABLE, 30_000);
        call.data().putInt(NDI_REACHABLE, 30);
        call.data().putInt(NDI_RETRANS, 1000);
        call.data().putByte(NDI_CHLIM, 64);
        call.data().putByte(NDI_INITIALIZED, 1);
        call.data().putInt(NDI_FLAGS, ifp.ndFlags());
    }

    private void setNd(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET6);
        call.requireRoot();
        kernel.inet6().setNdFlags(ifp, call.data().getInt(NDI_FLAGS));
    }
}
