package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRNOTAVAIL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMEM;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.IN6_IFF_TENTATIVE;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_STATIC;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.nethook.api.netif.IpAddress;

/** IPv6 addresses of interfaces and the routes that go with them (sys/netinet6/in6.c, in6_ifattach.c, nd6.c). */
public final class Inet6 {
    private static final int ND6_IFF_PERFORMNUD = 0x1;
    private static final int ND6_IFF_IFDISABLED = 0x8;
    private static final int ND6_IFF_AUTO_LINKLOCAL = 0x20;
    private static final int ND6_IFF_NO_DAD = 0x100;
    /** What a caller may not set in an address's flags. */
    private static final int READ_ONLY_FLAGS = 0x2 | 0x4 | 0x8;

    private static final Duration DAD_TIME = Duration.ofSeconds(1);
    private static final byte[] LOOPBACK = IpAddress.parse("::1").octets();

    private final Kernel kernel;

    Inet6(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * What SIOCAIFADDR_IN6 asks for.
     *
     * @param address without a zone
     * @param mask null when none was given
     * @param flags {@code IN6_IFF_…}
     * @param validLifetime seconds; -1 without end
     * @param preferredLifetime seconds; -1 without end
     */
    public record Request(
            Ifnet ifp, byte[] address, byte[] mask, int flags, long validLifetime, long preferredLifetime) {}

    void interfaceAttached(Ifnet ifp) {
        ifp.ndFlags = ND6_IFF_PERFORMNUD | ND6_IFF_AUTO_LINKLOCAL;
        if (kernel.is14() && !ifp.isLoopback()) {
            ifp.ndFlags |= ND6_IFF_IFDISABLED;
        }
    }

    /** SIOCSIFINFO_FLAGS: replaces the flags as a whole. */
    public void setNdFlags(Ifnet ifp, int flags) {
        ifp.ndFlags = flags;
        interfaceUp(ifp);
    }

    /** An interface that is up gets a link-local address, unless it is told not to. */
    void interfaceUp(Ifnet ifp) {
        boolean wanted =
                ifp.isUp() && (ifp.ndFlags & ND6_IFF_IFDISABLED) == 0 && (ifp.ndFlags & ND6_IFF_AUTO_LINKLOCAL) != 0;
        if (!wanted || ifp.linkLocal() != null) {
            return;
        }
        if (ifp.isLoopback()) {
            attach(new Ifaddr(ifp, LOOPBACK, Ifaddr.allOnes(16)), 0);
            attach(new Ifaddr(ifp, IpAddress.parse("fe80::1").octets(), prefixMask(64)), 0);
            return;
        }
        byte[] address = linkLocalFor(ifp);
        if (address != null) {
            attach(new Ifaddr(ifp, address, prefixMask(64)), 0);
        }
    }

    /** From the interface's own MAC; what is no plain Ethernet, such as a lagg's port, borrows one. */
    private byte[] linkLocalFor(Ifnet ifp) {
        byte[] mac = usableMac(ifp);
        for (Ifnet other : kernel.interfaces().list()) {
            mac = mac == null ? usableMac(other) : mac;
        }
        if (mac == null) {
            return null;
        }
        byte[] address = new byte[16];
        address[0] = (byte) 0xfe;
        address[1] = (byte) 0x80;
        address[8] = (byte) (mac[0] ^ 2);
        address[9] = mac[1];
        address[10] = mac[2];
        address[11] = (byte) 0xff;
        address[12] = (byte) 0xfe;
        System.arraycopy(mac, 3, address, 13, 3);
        return address;
    }

    private static byte[] usableMac(Ifnet ifp) {
        boolean usable = ifp.type == IFT_ETHER && ifp.mac.length == 6 && !Arrays.equals(ifp.mac, new byte[6]);
        return usable ? ifp.mac : null;
    }

    /** SIOCAIFADDR_IN6. */
    public void add(Request request) {
        Ifnet ifp = request.ifp;
        Ifaddr existing = find(ifp, request.address);
        check(request, existing);
        if (existing != null) {
            setLifetimes(existing, request);
            existing.flags6 = existing.flags6 & READ_ONLY_FLAGS | request.flags & ~READ_ONLY_FLAGS;
            return;
        }
        Ifaddr ifa = new Ifaddr(ifp, request.address, request.mask);
        setLifetimes(ifa, request);
        boolean wasUp = ifp.isUp();
        if (ifp.firstAddress(AF_INET6) == null) {
            kernel.interfaces().upByAddress(ifp);
        }
        attach(ifa, request.flags & ~READ_ONLY_FLAGS);
        kernel.hyperv().addressEvent(ifp);
        boolean wasDisabled = (ifp.ndFlags & ND6_IFF_IFDISABLED) != 0;
        ifp.ndFlags &= ~ND6_IFF_IFDISABLED;
        if (!wasUp || wasDisabled) {
            interfaceUp(ifp);
        }
        if (request.validLifetime == 0) {
            expire(ifa);
        }
    }

    private void check(Request request, Ifaddr existing) {
        byte[] mask = request.mask;
        Ifaddr probe = new Ifaddr(request.ifp, request.address, mask == null ? new byte[16] : mask);
        boolean contiguous = Arrays.equals(probe.mask, prefixMask(probe.prefixLength()));
        if (mask != null && (!contiguous || probe.prefixLength() == 0) || mask == null && existing == null) {
            throw new KernelError(EINVAL);
        }
        long valid = request.validLifetime < 0 ? Long.MAX_VALUE : request.validLifetime;
        long preferred = request.preferredLifetime < 0 ? Long.MAX_VALUE : request.preferredLifetime;
        if (preferred > valid) {
            throw new KernelError(EINVAL);
        }
        if (existing != null && mask != null && existing.prefixLength() != probe.prefixLength()) {
            throw new KernelError(EINVAL);
        }
        if (probe.address().isUnspecified()) {
            throw new KernelError(ENOMEM);
        }
        if (Arrays.equals(request.address, LOOPBACK) && !request.ifp.isLoopback()) {
            throw new KernelError(EINVAL);
        }
        if (!probe.isLinkLocal()) {
            for (Ifnet other : kernel.interfaces().list()) {
                if (other != request.ifp && find(other, request.address) != null) {
                    throw new KernelError(EEXIST);
                }
            }
        }
    }

    private void setLifetimes(Ifaddr ifa, Request request) {
        long now = kernel.uptime().toSeconds();
        ifa.validUntil = request.validLifetime < 0 ? Ifaddr.FOREVER : now + request.validLifetime;
        ifa.preferredUntil = request.preferredLifetime < 0 ? Ifaddr.FOREVER : now + request.preferredLifetime;
    }

    private void attach(Ifaddr ifa, int flags) {
        Ifnet ifp = ifa.ifp;
        ifp.addresses.add(ifa);
        ifa.flags6 = flags;
        for (byte[] group : groups(ifa)) {
            kernel.multicast().join(ifp, group);
        }
        kernel.listener().address(ifa, true);
        byte[] host = kernelForm(ifa.address, ifp.index);
        Ifnet lo = kernel.interfaces().loopback();
        if (lo != null && kernel.routes().exact(host, null) == null) {
            Route route = kernel.routes().addPinned(host, null, ifa, lo, RTF_STATIC);
            kernel.listener().route(route, true, route.flags, RTA_DST | RTA_GATEWAY);
        }
        addPrefix(ifa);
        if (!ifp.isLoopback() && (ifp.ndFlags & ND6_IFF_NO_DAD) == 0) {
            ifa.flags6 |= IN6_IFF_TENTATIVE;
            kernel.scheduler()
                    .after(DAD_TIME, ifp + ": end duplicate address detection", () -> ifa.flags6 &= ~IN6_IFF_TENTATIVE);
        }
    }

    /** Those that come with an address: solicited-node, all nodes of the link, all nodes of the interface. */
    private static List<byte[]> groups(Ifaddr ifa) {
        byte[] solicited = IpAddress.parse("ff02::1:ff00:0").octets();
        System.arraycopy(ifa.address, 13, solicited, 13, 3);
        return List.of(
                solicited,
                IpAddress.parse("ff02::1").octets(),
                IpAddress.parse("ff01::1").octets());
    }

    private void expire(Ifaddr ifa) {
        kernel.scheduler().after(DAD_TIME, ifa.ifp + ": expire " + ifa.address(), () -> {
            if (ifa.ifp.addresses.contains(ifa)) {
                remove(ifa);
                kernel.interfaces().runLinkTasks();
            }
        });
    }

    private void addPrefix(Ifaddr ifa) {
        byte[] network = kernelForm(ifa.network(), ifa.ifp.index);
        if (ifa.prefixLength() == 128 || kernel.routes().exact(network, ifa.mask) != null) {
            return;
        }
        Route route = kernel.routes().addPinned(network, ifa.mask, ifa, ifa.ifp, 0);
        kernel.listener().route(route, true, route.flags, RTA_DST | RTA_GATEWAY | RTA_NETMASK);
    }

    /**
     * SIOCDIFADDR_IN6.
     *
     * @param address without a zone
     */
    public void delete(Ifnet ifp, byte[] address) {
        Ifaddr ifa = find(ifp, address);
        if (ifa == null) {
            throw new KernelError(EADDRNOTAVAIL);
        }
        remove(ifa);
        kernel.hyperv().addressEvent(ifp);
    }

    private void remove(Ifaddr ifa) {
        Ifnet ifp = ifa.ifp;
        Route host = kernel.routes().remove(kernelForm(ifa.address, ifp.index), null);
        if (host != null) {
            kernel.listener().route(host, false, host.flags & ~1, RTA_DST | RTA_GATEWAY);
        }
        ifp.addresses.remove(ifa);
        groups(ifa).forEach(group -> kernel.multicast().leave(ifp, group));
        kernel.listener().address(ifa, false);
        byte[] network = kernelForm(ifa.network(), ifp.index);
        Ifaddr heir = null;
        for (Ifaddr other : ifp.addresses) {
            if (other.family() == AF_INET6
                    && Arrays.equals(other.mask, ifa.mask)
                    && Arrays.equals(other.network(), ifa.network())) {
                heir = other;
            }
        }
        Route prefix = ifa.prefixLength() == 128 ? null : kernel.routes().exact(network, ifa.mask);
        if (prefix != null && prefix.ifa == ifa && heir != null) {
            prefix.ifa = heir;
        } else if (prefix != null && heir == null && prefix.ifp == ifp) {
            kernel.routes().remove(network, ifa.mask);
            kernel.listener().route(prefix, false, prefix.flags & ~1, RTA_DST | RTA_GATEWAY | RTA_NETMASK);
        }
        kernel.routes().removeFor(ifa, true);
    }

    /** Takes all IPv6 addresses of an interface away. */
    void purge(Ifnet ifp) {
        while (ifp.firstAddress(AF_INET6) != null) {
            remove(ifp.firstAddress(AF_INET6));
        }
    }

    /**
     * The interface's address; null when it has no such.
     *
     * @param address without a zone
     */
    public Ifaddr find(Ifnet ifp, byte[] address) {
        for (Ifaddr ifa : ifp.addresses) {
            if (Arrays.equals(ifa.address, address)) {
                return ifa;
            }
        }
        return null;
    }

    private static byte[] prefixMask(int length) {
        return IpAddress.of(Ifaddr.allOnes(16)).network(length).octets();
    }

    /** The address with the zone in bytes 2 and 3 where it is of a kind that has one; IPv4 as it is. */
    public static byte[] kernelForm(byte[] address, int zone) {
        byte[] result = address.clone();
        if (hasZone(address)) {
            result[2] = (byte) (zone >> 8);
            result[3] = (byte) zone;
        }
        return result;
    }

    /** Whether addresses of this kind belong to a zone: link-local ones and multicast of interface or link scope. */
    public static boolean hasZone(byte[] address) {
        if (address.length != 16) {
            return false;
        }
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        return first == 0xfe && (second & 0xc0) == 0x80
                || first == 0xff && ((second & 0xf) == 1 || (second & 0xf) == 2);
    }

    static String kernelText(Ifaddr ifa) {
        return IpAddress.of(kernelForm(ifa.address, ifa.ifp.index)).toString();
    }
}
