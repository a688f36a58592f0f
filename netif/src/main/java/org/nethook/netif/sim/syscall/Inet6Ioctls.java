package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRNOTAVAIL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAFNOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENXIO;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EOPNOTSUPP;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.freebsd.abi.ioctl.In6IfReq.IFR_IFRU_IFRU_ADDR;
import static org.nethook.netif.freebsd.abi.ioctl.In6IfReq.IFR_IFRU_IFRU_FLAGS6;

import java.util.Arrays;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.attribute.In6AddrLifetime;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.NdInfo;

/** Requests on IPv6 addresses and neighbour discovery (in6_control of sys/netinet6/in6.c, nd6_ioctl of nd6.c). */
final class Inet6Ioctls {
    /** Where {@code struct in6_aliasreq} has its destination address. */
    private static final int IFRA_DSTADDR = 44;

    private static final int NDI_INITIALIZED = In6NdiReq.NDI_CHLIM + 1;
    private static final int OLD_PREFIX_REQUEST = 64;

    private static final IoctlRequest SIOCGIFADDR_IN6 =
            IoctlRequest.readWrite("SIOCGIFADDR_IN6", 'i', 33, In6IfReq.SIZE);
    private static final IoctlRequest SIOCGIFDSTADDR_IN6 =
            IoctlRequest.readWrite("SIOCGIFDSTADDR_IN6", 'i', 34, In6IfReq.SIZE);
    private static final IoctlRequest SIOCGIFNETMASK_IN6 =
            IoctlRequest.readWrite("SIOCGIFNETMASK_IN6", 'i', 37, In6IfReq.SIZE);
    private static final IoctlRequest SIOCGIFALIFETIME_IN6 =
            IoctlRequest.readWrite("SIOCGIFALIFETIME_IN6", 'i', 81, In6IfReq.SIZE);
    private static final IoctlRequest SIOCGIFSTAT_IN6 =
            IoctlRequest.readWrite("SIOCGIFSTAT_IN6", 'i', 83, In6IfReq.SIZE);
    private static final IoctlRequest SIOCGIFSTAT_ICMP6 =
            IoctlRequest.readWrite("SIOCGIFSTAT_ICMP6", 'i', 84, In6IfReq.SIZE);
    private static final IoctlRequest SIOCGIFPREFIX_IN6 =
            IoctlRequest.readWrite("SIOCGIFPREFIX_IN6", 'i', 101, OLD_PREFIX_REQUEST);
    private static final IoctlRequest SIOCGIFINFO_IN6 =
            IoctlRequest.readWrite("SIOCGIFINFO_IN6", 'i', 108, In6NdiReq.SIZE);
    private static final IoctlRequest SIOCSIFINFO_IN6 =
            IoctlRequest.readWrite("SIOCSIFINFO_IN6", 'i', 109, In6NdiReq.SIZE);
    private static final IoctlRequest SIOCSIFINFO_FLAGS =
            IoctlRequest.readWrite("SIOCSIFINFO_FLAGS", 'i', 87, In6NdiReq.SIZE);

    private static final byte[] LOOPBACK = IpAddress.parse("::1").octets();

    private final Kernel kernel;

    Inet6Ioctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(SockIo.SIOCAIFADDR_IN6, this::add);
        calls.on(SockIo.SIOCDIFADDR_IN6, this::delete);
        calls.on(SockIo.SIOCGIFAFLAG_IN6, call -> {
            Ifaddr ifa = require(call);
            call.data().putInt(IFR_IFRU_IFRU_FLAGS6, ifa.in6Flags());
        });
        calls.on(SIOCGIFADDR_IN6, call -> {
            Ifaddr ifa = require(call);
            boolean scoped = Inet6.hasZone(ifa.address().octets());
            clear(call.data());
            SockaddrIn6.put(
                    call.data(),
                    IFR_IFRU_IFRU_ADDR,
                    ifa.address(),
                    scoped ? ifa.ifp().index() : 0);
        });
        calls.on(SIOCGIFDSTADDR_IN6, call -> {
            require(call);
            // Only point-to-point interfaces have one, and there are none.
            throw new KernelError(EINVAL);
        });
        calls.on(SIOCGIFNETMASK_IN6, call -> {
            Ifaddr ifa = require(call);
            clear(call.data());
            SockaddrIn6.put(call.data(), IFR_IFRU_IFRU_ADDR, IpAddress.of(ifa.mask()), 0);
        });
        calls.on(SIOCGIFALIFETIME_IN6, this::lifetime);
        calls.on(SIOCGIFSTAT_IN6, this::statistics);
        calls.on(SIOCGIFSTAT_ICMP6, this::statistics);
        calls.on(SIOCGIFPREFIX_IN6, call -> {
            interfaceOf(call);
            throw new KernelError(EOPNOTSUPP);
        });
        calls.on(SIOCGIFINFO_IN6, Inet6Ioctls::getNd);
        calls.on(SIOCSIFINFO_IN6, this::setNd);
        calls.on(SIOCSIFINFO_FLAGS, this::setNdFlags);
    }

    private static Ifnet interfaceOf(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireDomain(AF_INET6);
        return ifp;
    }

    private void add(IoctlCalls.Call call) {
        Ifnet ifp = interfaceOf(call);
        ByteMemory data = call.data();
        lookup(ifp, data, In6AliasReq.IFRA_ADDR);
        requireFull(data, In6AliasReq.IFRA_ADDR);
        call.requireRoot();
        int maskLength = Sockaddr.len(data, In6AliasReq.IFRA_PREFIXMASK);
        if (maskLength > SockaddrIn6.SIZE) {
            throw new KernelError(EINVAL);
        }
        byte[] mask = maskLength == 0 ? null : mask(data, maskLength);
        if (Sockaddr.family(data, IFRA_DSTADDR) == AF_INET6
                && (!ifp.isLoopback() || mask != null && mask[15] != (byte) 0xff)) {
            throw new KernelError(EINVAL);
        }
        kernel.inet6()
                .add(new Inet6.Request(
                        ifp,
                        SockaddrIn6.address(data, In6AliasReq.IFRA_ADDR).octets(),
                        mask,
                        data.getInt(In6AliasReq.IFRA_FLAGS),
                        lifetime(data, In6AliasReq.IFRA_LIFETIME_IA6T_VLTIME),
                        lifetime(data, In6AliasReq.IFRA_LIFETIME_IA6T_PLTIME),
                        data.getInt(In6AliasReq.IFRA_VHID)));
    }

    /** What a shorter mask leaves out is zero. */
    private static byte[] mask(ByteMemory data, int length) {
        byte[] mask = data.bytes(In6AliasReq.IFRA_PREFIXMASK + SockaddrIn6.SIN6_ADDR, 16);
        int given = Math.min(16, Math.max(0, length - SockaddrIn6.SIN6_ADDR));
        Arrays.fill(mask, given, 16, (byte) 0);
        return mask;
    }

    private static long lifetime(ByteMemory data, int at) {
        int seconds = data.getInt(at);
        return seconds == In6AliasReq.ND6_INFINITE_LIFETIME ? -1 : seconds & 0xffffffffL;
    }

    private static void requireFull(ByteMemory data, int at) {
        if (Sockaddr.len(data, at) != SockaddrIn6.SIZE || data.getByte(at + Sockaddr.SA_FAMILY) != AF_INET6) {
            throw new KernelError(EAFNOSUPPORT);
        }
    }

    private void delete(IoctlCalls.Call call) {
        Ifaddr ifa = require(call);
        requireFull(call.data(), IFR_IFRU_IFRU_ADDR);
        call.requireRoot();
        kernel.inet6().delete(ifa.ifp(), ifa.address().octets());
    }

    private Ifaddr require(IoctlCalls.Call call) {
        Ifaddr ifa = lookup(interfaceOf(call), call.data(), IFR_IFRU_IFRU_ADDR);
        if (ifa == null) {
            throw new KernelError(EADDRNOTAVAIL);
        }
        return ifa;
    }

    /** Puts the address into the form the kernel works with, where it stays in the argument; null when nobody has it. */
    private Ifaddr lookup(Ifnet ifp, ByteMemory data, int at) {
        if (data.getByte(at + Sockaddr.SA_FAMILY) != AF_INET6) {
            return null;
        }
        byte[] address = data.bytes(at + SockaddrIn6.SIN6_ADDR, 16);
        int zone = data.getInt(at + SockaddrIn6.SIN6_SCOPE_ID);
        boolean scoped = Inet6.hasZone(address);
        if (zone != 0 && scoped) {
            if (kernel.interfaces().byIndex(zone) == null) {
                throw new KernelError(ENXIO);
            }
            data.putInt(at + SockaddrIn6.SIN6_SCOPE_ID, 0);
        } else if (zone == 0 && Arrays.equals(address, LOOPBACK) && !ifp.isLoopback()) {
            throw new KernelError(EINVAL);
        }
        byte[] plain = SockaddrIn6.address(data, at).octets();
        int zoneOfAddress = zone != 0 ? zone : ifp.index();
        data.put(at + SockaddrIn6.SIN6_ADDR, Inet6.kernelForm(plain, zoneOfAddress), 0, 16);
        return scoped && zoneOfAddress != ifp.index() ? null : kernel.inet6().find(ifp, plain);
    }

    private static void clear(ByteMemory data) {
        data.put(IFR_IFRU_IFRU_ADDR, new byte[SockaddrIn6.SIZE], 0, SockaddrIn6.SIZE);
    }

    private void lifetime(IoctlCalls.Call call) {
        Ifaddr ifa = require(call);
        ByteMemory data = call.data();
        long valid = ifa.validLifetime();
        long preferred = ifa.preferredLifetime();
        data.putLong(IFR_IFRU_IFRU_ADDR + In6AddrLifetime.IA6T_EXPIRE, valid < 0 ? 0 : ifa.updated() + valid);
        data.putLong(
                IFR_IFRU_IFRU_ADDR + In6AddrLifetime.IA6T_PREFERRED, preferred < 0 ? 0 : ifa.updated() + preferred);
        In6AddrLifetime.put(data, IFR_IFRU_IFRU_ADDR, (int) valid, (int) preferred);
    }

    /** Nothing is counted. */
    private void statistics(IoctlCalls.Call call) {
        Ifnet ifp = interfaceOf(call);
        lookup(ifp, call.data(), IFR_IFRU_IFRU_ADDR);
        int size = In6IfReq.SIZE - IFR_IFRU_IFRU_ADDR;
        call.data().put(IFR_IFRU_IFRU_ADDR, new byte[size], 0, size);
    }

    private static void getNd(IoctlCalls.Call call) {
        NdInfo nd = interfaceOf(call).nd();
        ByteMemory data = call.data();
        int size = In6NdiReq.SIZE - In6NdiReq.NDI_LINKMTU;
        data.put(In6NdiReq.NDI_LINKMTU, new byte[size], 0, size);
        data.putInt(In6NdiReq.NDI_LINKMTU, nd.linkMtu());
        data.putInt(In6NdiReq.NDI_MAXMTU, nd.maxMtu());
        data.putInt(In6NdiReq.NDI_BASEREACHABLE, nd.baseReachable());
        data.putInt(In6NdiReq.NDI_REACHABLE, nd.reachable());
        data.putInt(In6NdiReq.NDI_RETRANS, nd.retransmit());
        data.putInt(In6NdiReq.NDI_FLAGS, nd.flags());
        data.putByte(In6NdiReq.NDI_CHLIM, nd.hopLimit());
        data.putByte(NDI_INITIALIZED, 1);
    }

    private void setNd(IoctlCalls.Call call) {
        Ifnet ifp = interfaceOf(call);
        call.requireRoot();
        ByteMemory data = call.data();
        NdInfo.Values values = new NdInfo.Values(
                data.getInt(In6NdiReq.NDI_LINKMTU),
                data.getInt(In6NdiReq.NDI_BASEREACHABLE),
                data.getInt(In6NdiReq.NDI_RETRANS),
                data.getByte(In6NdiReq.NDI_CHLIM));
        kernel.inet6().nd6().set(ifp, values, In6NdiReq.flags(data));
    }

    private void setNdFlags(IoctlCalls.Call call) {
        Ifnet ifp = interfaceOf(call);
        call.requireRoot();
        kernel.inet6().nd6().setFlags(ifp, In6NdiReq.flags(call.data()));
    }
}
