package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRNOTAVAIL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMEM;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_MULTICAST;
import static org.nethook.netif.freebsd.abi.NetIf.IN6_IFF_TENTATIVE;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_LOCAL;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_PINNED;

import java.util.Arrays;
import java.util.List;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Prefix;
import org.nethook.netif.sim.kernel.state.Route;

/** IPv6 addresses of interfaces and the routes that go with them (sys/netinet6/in6.c). */
public final class Inet6 {
    static final byte[] LOOPBACK = IpAddress.parse("::1").octets();

    private static final int IN6_IFF_DUPLICATED = 0x4;

    private final Kernel kernel;
    private final Nd6 nd6;
    private final Prefixes prefixes;
    private final Routers routers;
    private final DuplicateDetection detection;
    private final AddressTimer timer;

    Inet6(Kernel kernel) {
        this.kernel = kernel;
        this.nd6 = new Nd6(kernel, this);
        this.prefixes = new Prefixes(kernel);
        this.routers = new Routers(kernel);
        this.detection = new DuplicateDetection(kernel);
        this.timer = new AddressTimer(kernel, this);
    }

    /** Neighbour discovery. */
    public Nd6 nd6() {
        return nd6;
    }

    /** What routers advertise. */
    public Routers routers() {
        return routers;
    }

    /** net.inet6.ip6.dad_count: how often neighbours are asked for an address; 0 for never. */
    public void setDadCount(int count) {
        detection.setCount(count);
    }

    AddressTimer timer() {
        return timer;
    }

    Prefixes prefixes() {
        return prefixes;
    }

    DuplicateDetection detection() {
        return detection;
    }

    /**
     * What SIOCAIFADDR_IN6 asks for.
     *
     * @param address without a zone
     * @param mask null when none was given
     * @param flags {@code IN6_IFF_…}
     * @param validLifetime seconds; -1 without end
     * @param preferredLifetime seconds; -1 without end
     * @param vhid of carp(4), which this kernel does not have; 0 for none
     */
    public record Request(
            Ifnet ifp, byte[] address, byte[] mask, int flags, long validLifetime, long preferredLifetime, int vhid) {}

    /**
     * SIOCAIFADDR_IN6. What has taken effect before a refusal stays: the interface can be up, and have a link-local
     * address.
     */
    public void add(Request request) {
        Ifnet ifp = request.ifp;
        Ifaddr ifa = find(ifp, request.address);
        check(request, ifa);
        boolean wasUp = ifp.isUp();
        try {
            if (ifa == null) {
                ifa = new Ifaddr(ifp, request.address, request.mask);
                timer.setLifetimes(ifa, request);
                ifa.flags6 = request.flags & ~IN6_IFF_DUPLICATED;
                attach(ifa);
            } else {
                timer.setLifetimes(ifa, request);
                ifa.flags6 = request.flags & ~IN6_IFF_DUPLICATED;
            }
            if (request.vhid != 0) {
                throw new KernelError(EPROTONOSUPPORT);
            }
            if (ifa.prefixLength() < 128 && ifa.prefix == null) {
                ifa.prefix = prefixes.of(ifa);
                ifa.prefix.addresses++;
            }
            nd6.enable(ifp);
            kernel.hyperv().addressEvent(ifp);
        } finally {
            if (!wasUp && ifp.isUp()) {
                nd6.interfaceUp(ifp);
            }
        }
    }

    private static void check(Request request, Ifaddr existing) {
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
    }

    /** An address that the kernel gives an interface by itself; before 14.0 its prefix does not count on it. */
    void addOwn(Ifaddr ifa) {
        timer.setForever(ifa);
        attach(ifa);
        if (ifa.prefixLength() < 128) {
            boolean isNew = prefixes.find(ifa) == null;
            Prefix prefix = prefixes.of(ifa);
            if (isNew && kernel.is14()) {
                ifa.prefix = prefix;
                prefix.addresses++;
            }
        }
        kernel.hyperv().addressEvent(ifa.ifp);
    }

    /** Makes the address known to the interface, the routes, the neighbours and the group it is asked for by. */
    private void attach(Ifaddr ifa) {
        Ifnet ifp = ifa.ifp;
        if (DuplicateDetection.isWanted(ifp)) {
            ifa.flags6 |= IN6_IFF_TENTATIVE;
        }
        boolean first = ifp.firstAddress(AF_INET6) == null;
        ifp.addresses.add(ifa);
        if (first) {
            kernel.interfaces().upByAddress(ifp);
        }
        try {
            addLoopbackRoute(ifa);
        } catch (KernelError e) {
            ifp.addresses.remove(ifa);
            throw e;
        }
        if (!kernel.is14() && Arrays.equals(ifa.address, LOOPBACK)) {
            // Its other end is itself, and kernels before 14 have a route of its own to the other end.
            kernel.listener().address(ifa, true);
            Route route = kernel.routes().exact(LOOPBACK, null);
            kernel.listener().route(route, true, route.flags, RTA_DST | RTA_GATEWAY);
            ifa.hasPrefixRoute = true;
        }
        if (Nd6.hasNeighbours(ifp)) {
            kernel.listener().neighbour(ifa);
        }
        if ((ifp.flags & IFF_MULTICAST) != 0) {
            ifa.groups = Ifaddr.groupsOf(ifa.address);
            for (byte[] group : ifa.groups) {
                kernel.multicast().join(ifp, group);
            }
        }
        if ((ifa.flags6 & IN6_IFF_TENTATIVE) != 0) {
            detection.start(ifa);
        }
        kernel.listener().address(ifa, true);
        kernel.listener().hostRoute(ifa, true);
    }

    /** The table has no place for a host route to ::, and one for each other address. */
    private void addLoopbackRoute(Ifaddr ifa) {
        if (ifa.address().isUnspecified()) {
            throw new KernelError(kernel.is14() ? ENOMEM : EEXIST);
        }
        byte[] host = kernelForm(ifa.address, ifa.ifp.index);
        Route old = kernel.routes().exact(host, null);
        if (old != null && (old.flags & RTF_PINNED) != 0) {
            throw new KernelError(EEXIST);
        }
        if (!kernel.is14() && Arrays.equals(ifa.address, LOOPBACK)) {
            kernel.routes().addPinned(host, null, ifa, ifa.ifp, RTF_LOCAL);
        } else {
            kernel.routes().addLoopback(ifa);
        }
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
        delete(ifa);
        kernel.hyperv().addressEvent(ifp);
    }

    /** With its prefix, if it was the last to count on it. */
    private void delete(Ifaddr ifa) {
        Prefix prefix = ifa.prefix;
        remove(ifa);
        if (prefix != null && prefix.addresses == 0) {
            prefixes.remove(prefix);
        }
    }

    void deleteAll(Ifnet ifp) {
        while (ifp.firstAddress(AF_INET6) != null) {
            delete(ifp.firstAddress(AF_INET6));
        }
    }

    /** The valid lifetime has ended; that of the prefix is another matter. */
    void expire(Ifaddr ifa) {
        remove(ifa);
    }

    private void remove(Ifaddr ifa) {
        Ifnet ifp = ifa.ifp;
        kernel.routes().remove(kernelForm(ifa.address, ifp.index), null);
        detection.stop(ifa);
        kernel.listener().hostRoute(ifa, false);
        kernel.listener().address(ifa, false);
        ifp.addresses.remove(ifa);
        if (ifa.prefix != null) {
            ifa.prefix.addresses--;
            ifa.prefix = null;
        }
        List<byte[]> groups = ifa.groups;
        ifa.groups = List.of();
        for (byte[] group : groups) {
            kernel.multicast().leave(ifp, group);
        }
    }

    /** Takes all IPv6 addresses of an interface away, and what goes with them (in6_ifdetach). */
    void purge(Ifnet ifp) {
        while (ifp.firstAddress(AF_INET6) != null) {
            remove(ifp.firstAddress(AF_INET6));
        }
        kernel.multicast().leaveAllIpv6(ifp);
        kernel.multicast().runReleases();
        prefixes.purge(ifp);
        routers.purge(ifp);
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

    static byte[] prefixMask(int length) {
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
