package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRNOTAVAIL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_BROADCAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_MULTICAST;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_LOCAL;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_MULTICAST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_PINNED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Route;

/** IPv4 addresses of interfaces and the routes that go with them (sys/netinet/in.c). */
public final class Inet {
    private static final byte[] NONE = new byte[4];
    private static final byte[] WHOLE = Ifaddr.allOnes(4);
    private static final byte[] ALL_HOSTS = {(byte) 224, 0, 0, 1};

    private final Kernel kernel;
    /** Of all interfaces, in the order they were added. */
    private final List<Ifaddr> all = new ArrayList<>();

    Inet(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * SIOCAIFADDR. An address the interface has already is replaced.
     *
     * @param mask null for that of the address's old class
     * @param broadcast null for that of the subnet
     */
    public void add(Ifnet ifp, byte[] address, byte[] mask, byte[] broadcast) {
        boolean isFirst = ifp.firstAddress(AF_INET) == null;
        for (Ifaddr old : ifp.addresses()) {
            if (Arrays.equals(old.address, address)) {
                delete(ifp, address, false);
            }
        }
        boolean wasUp = ifp.isUp();
        Ifaddr ifa = new Ifaddr(ifp, address, mask == null ? classMask(address) : mask);
        ifa.maskByClass = mask == null;
        if ((ifp.flags & IFF_BROADCAST) != 0) {
            ifa.broadcast = broadcast == null ? subnetBroadcast(ifa) : broadcast.clone();
        }
        ifp.addresses.add(ifa);
        all.add(ifa);
        kernel.interfaces().upByAddress(ifp);
        if (ifp.isLoopback()) {
            ifp.running = true;
        }
        try {
            attach(ifa, isFirst);
        } finally {
            if (!wasUp) {
                kernel.inet6().nd6().interfaceUp(ifp);
            }
        }
    }

    /** An interface with an address is in 224.0.0.1, but one whose only address was replaced is not again. */
    private void attach(Ifaddr ifa, boolean isFirst) {
        Ifnet ifp = ifa.ifp;
        if (conflicts(ifa)) {
            ifp.addresses.remove(ifa);
            all.remove(ifa);
            throw new KernelError(EEXIST);
        }
        addPrefix(ifa);
        if (needsLoopbackRoute(ifa)) {
            kernel.routes().addLoopback(ifa);
        }
        if ((ifp.flags & IFF_MULTICAST) != 0 && isFirst) {
            ifp.inAllHosts = true;
            kernel.multicast().join(ifp, ALL_HOSTS);
        }
        kernel.hyperv().addressEvent(ifp);
    }

    /** The route to another interface's own address is in the way of one that the kernel keeps for this address. */
    private boolean conflicts(Ifaddr ifa) {
        for (Ifaddr other : all) {
            if (other.hasPrefixRoute && samePrefix(other, ifa)) {
                return false;
            }
        }
        Route route = kernel.routes().exact(ifa.address, routeMask(ifa));
        return route != null && (route.flags & RTF_PINNED) != 0;
    }

    /**
     * SIOCDIFADDR.
     *
     * @param orFirst whether the first address goes where the interface does not have this one
     */
    public void delete(Ifnet ifp, byte[] address, boolean orFirst) {
        Ifaddr ifa = null;
        for (Ifaddr candidate : ifp.addresses) {
            boolean first = orFirst && ifa == null && candidate.family() == AF_INET;
            if (first || Arrays.equals(candidate.address, address)) {
                ifa = candidate;
            }
        }
        if (ifa == null) {
            throw new KernelError(EADDRNOTAVAIL);
        }
        ifp.addresses.remove(ifa);
        all.remove(ifa);
        if (needsLoopbackRoute(ifa)) {
            removeLoopback(ifa);
        }
        scrubPrefix(ifa);
        kernel.routes().removeFor(ifa, true);
        if (ifp.inAllHosts && ifp.firstAddress(AF_INET) == null) {
            ifp.inAllHosts = false;
            kernel.multicast().leave(ifp, ALL_HOSTS);
        }
        kernel.hyperv().addressEvent(ifp);
    }

    void purge(Ifnet ifp) {
        while (ifp.firstAddress(AF_INET) != null) {
            delete(ifp, NONE, true);
        }
    }

    void interfaceUp(Ifnet ifp) {
        for (Ifaddr ifa : ifp.addresses()) {
            if (ifa.family() == AF_INET && !ifa.hasPrefixRoute) {
                removeLoopback(ifa);
                kernel.listener().address(ifa, true);
                addRoute(ifa);
                if (needsLoopbackRoute(ifa)) {
                    kernel.routes().addLoopback(ifa);
                }
            }
        }
    }

    void interfaceDown(Ifnet ifp) {
        for (Ifaddr ifa : ifp.addresses()) {
            if (ifa.family() == AF_INET && ifa.hasPrefixRoute) {
                scrubPrefix(ifa);
                kernel.routes().removeFor(ifa, false);
            }
        }
    }

    private void addPrefix(Ifaddr ifa) {
        for (Ifaddr other : all) {
            if (other.hasPrefixRoute && samePrefix(other, ifa)) {
                kernel.listener().address(ifa, true);
                return;
            }
        }
        kernel.listener().address(ifa, true);
        addRoute(ifa);
    }

    /** Takes the address's prefix route away, or hands it to another address of the same prefix. */
    private void scrubPrefix(Ifaddr ifa) {
        if (!ifa.hasPrefixRoute) {
            kernel.listener().address(ifa, false);
            return;
        }
        for (Ifaddr heir : all) {
            if (heir != ifa && !heir.hasPrefixRoute && heir.ifp.isUp() && samePrefix(heir, ifa)) {
                boolean tellsOfAddresses = !kernel.is14();
                deleteRoute(ifa, tellsOfAddresses);
                if (tellsOfAddresses) {
                    kernel.listener().address(heir, true);
                }
                addRoute(heir);
                return;
            }
        }
        deleteRoute(ifa, true);
    }

    private void addRoute(Ifaddr ifa) {
        byte[] mask = routeMask(ifa);
        boolean host = mask == null;
        Ifnet ifp = host && !ifa.ifp.isLoopback() ? kernel.interfaces().loopback() : ifa.ifp;
        Route route = kernel.routes().addPinned(ifa.address, mask, ifa, ifp == null ? ifa.ifp : ifp, flagsOfRoute(ifa));
        kernel.listener().route(route, true, route.flags, RTA_DST | RTA_GATEWAY | (host ? 0 : RTA_NETMASK));
        ifa.hasPrefixRoute = true;
    }

    private void deleteRoute(Ifaddr ifa, boolean tellOfAddress) {
        Route route = kernel.routes().remove(ifa.address, routeMask(ifa));
        int addrs = RTA_DST | RTA_GATEWAY | (routeMask(ifa) == null ? 0 : RTA_NETMASK);
        if (kernel.is14() && tellOfAddress) {
            kernel.listener().address(ifa, false);
        }
        if (route != null) {
            kernel.listener().route(route, false, route.flags & ~1, addrs);
        }
        if (!kernel.is14() && tellOfAddress) {
            kernel.listener().address(ifa, false);
        }
        ifa.hasPrefixRoute = false;
    }

    private void removeLoopback(Ifaddr ifa) {
        Route route = kernel.routes().exact(ifa.address, null);
        if (route == null || !route.ifp.isLoopback()) {
            return;
        }
        for (Ifaddr other : all) {
            if (other != ifa && Arrays.equals(other.address, ifa.address)) {
                route.link = other.ifp;
                return;
            }
        }
        kernel.routes().remove(ifa.address, null);
    }

    /** Null where the prefix route is a host route: on loopback, and from 14.0 on for a whole mask. */
    private byte[] routeMask(Ifaddr ifa) {
        boolean whole = Arrays.equals(ifa.mask, WHOLE);
        return ifa.ifp.isLoopback() || whole && kernel.is14() ? null : ifa.mask;
    }

    private boolean needsLoopbackRoute(Ifaddr ifa) {
        return !ifa.ifp.isLoopback() && !Arrays.equals(ifa.address, NONE) && routeMask(ifa) != null;
    }

    private boolean samePrefix(Ifaddr a, Ifaddr b) {
        byte[] maskA = routeMask(a) == null ? WHOLE : a.mask;
        byte[] maskB = routeMask(b) == null ? WHOLE : b.mask;
        // Compared with every address of the machine, so nothing is allocated.
        for (int i = 0; i < maskA.length; i++) {
            if (maskA[i] != maskB[i] || ((a.address[i] ^ b.address[i]) & maskA[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private int flagsOfRoute(Ifaddr ifa) {
        boolean multicast = !kernel.is14() && (ifa.network()[0] & 0xf0) == 0xe0;
        boolean local = ifa.ifp.isLoopback() && !kernel.is14();
        return (multicast ? RTF_MULTICAST : 0) | (local ? RTF_LOCAL : 0);
    }

    private static byte[] classMask(byte[] address) {
        int first = address[0] & 0xff;
        int octets = first < 128 ? 1 : first < 192 ? 2 : 3;
        byte[] mask = new byte[4];
        Arrays.fill(mask, 0, octets, (byte) 0xff);
        return mask;
    }

    private static byte[] subnetBroadcast(Ifaddr ifa) {
        byte[] broadcast = ifa.network();
        boolean pair = (ifa.mask[3] & 0xff) == 0xfe && (ifa.mask[0] & ifa.mask[1] & ifa.mask[2]) == -1;
        for (int i = 0; i < 4; i++) {
            broadcast[i] |= (byte) (pair ? 0xff : ~ifa.mask[i]);
        }
        return broadcast;
    }
}
