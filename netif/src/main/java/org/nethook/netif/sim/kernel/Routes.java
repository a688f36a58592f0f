package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EADDRINUSE;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENETUNREACH;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMEM;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ESRCH;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_BROADCAST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_HOST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_MULTICAST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_PINNED;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_STATIC;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_UP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Route;

/**
 * A routing table (sys/net/route.c). The routes that go with addresses are in every table, as where net.add_addr_allfibs is
 * 1; those that an administrator sets are in one.
 */
public final class Routes {
    private final Kernel kernel;
    private final List<Route> table = new ArrayList<>();
    /** Numbers of nexthops that are given back only when the system call under way has ended. */
    private final Set<Long> usedBefore = new HashSet<>();

    /** What has the routes of addresses too. */
    private final List<Routes> mirrors = new ArrayList<>();

    Routes(Kernel kernel) {
        this.kernel = kernel;
    }

    void mirrorTo(Routes other) {
        mirrors.add(other);
    }

    /**
     * What a routing socket asks for.
     *
     * @param destination with zone where it has one
     * @param mask null for a host
     * @param gateway the next hop; null where an interface stands for it, or none was given
     * @param link the interface it is to leave by, which stands for the gateway where there is none; null for none
     * @param flags {@code RTF_…}
     * @param mtu 0 for the interface's
     */
    public record Request(byte[] destination, byte[] mask, byte[] gateway, Ifnet link, int flags, int mtu) {}

    /** All routes of the table, or those of one family, in the order a kernel walks them. */
    public List<Route> list(boolean v4, boolean v6) {
        List<Route> result = new ArrayList<>();
        for (Route route : table) {
            if (route.isV4() ? v4 : v6) {
                result.add(route);
            }
        }
        return result;
    }

    /** The route that a packet to this address takes; null when there is none. */
    public Route lookup(byte[] address) {
        Route best = null;
        for (Route route : table) {
            if (route.covers(address)
                    && (best == null
                            || best.mask != null
                                    && (route.mask == null || Arrays.compareUnsigned(route.mask, best.mask) > 0))) {
                best = route;
            }
        }
        return best;
    }

    /** The route to exactly this network or host; null when there is none. */
    public Route exact(byte[] destination, byte[] mask) {
        int at = search(new Route(destination, mask, 0));
        return at < 0 ? null : table.get(at);
    }

    /** Where the route to the same network stands; else -1 less where it would stand. */
    private int search(Route key) {
        int low = 0;
        int high = table.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(table.get(middle), key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** RTM_ADD. */
    public Route add(Request request) {
        if (request.gateway == null && request.link == null) {
            throw new KernelError(EINVAL);
        }
        if (request.mask == null && isZero(request.destination)) {
            // The radix tree cannot tell such a host from its own first leaf.
            throw new KernelError(kernel.is14() ? ENOMEM : EEXIST);
        }
        Route route = new Route(request.destination, request.mask, request.flags | RTF_UP);
        Ifaddr ifa = addressFor(request);
        Ifnet towards = ifa != null ? ifa.ifp : request.link == null ? linkTowards(request.gateway) : null;
        if (ifa == null && towards == null && (request.link == null || request.gateway != null)) {
            throw new KernelError(ENETUNREACH);
        }
        route.gateway = request.gateway;
        route.link = request.gateway == null ? request.link : null;
        route.ifa = ifa;
        route.ifp = request.link != null ? request.link : towards;
        if (route.gateway != null && (request.flags & RTF_GATEWAY) == 0) {
            route.link = route.ifp;
            route.gateway = null;
        }
        route.fixedMtu = request.mtu != 0;
        route.mtu = request.mtu != 0 ? request.mtu : route.ifp.mtu;
        insert(route);
        return route;
    }

    private static boolean isZero(byte[] address) {
        return Arrays.equals(address, new byte[address.length]);
    }

    /** RTM_CHANGE of the gateway. */
    public Route change(Request request) {
        Route route = exact(request.destination, request.mask);
        if (route == null) {
            throw new KernelError(ESRCH);
        }
        if (request.gateway != null) {
            Ifaddr ifa = addressFor(request);
            Ifnet ifp = ifa == null ? linkTowards(request.gateway) : ifa.ifp;
            if (ifp == null) {
                throw new KernelError(ENETUNREACH);
            }
            route.gateway = request.gateway;
            route.link = null;
            route.ifa = ifa;
            route.ifp = ifp;
            route.flags |= RTF_GATEWAY;
        }
        if (request.mtu != 0) {
            route.mtu = request.mtu;
            route.fixedMtu = true;
        }
        usedBefore.add(numberWithFamily(route, route.nexthop));
        route.nexthop = nexthopFor(route);
        return route;
    }

    /**
     * RTM_DELETE. A gateway that is not the route's makes a difference from 14.0 on; routes that the kernel keeps itself
     * stay.
     */
    public Route delete(Request request) {
        Route route = exact(request.destination, request.mask);
        boolean other = route != null
                && request.gateway != null
                && kernel.is14()
                && !Arrays.equals(request.gateway, route.gateway);
        if (route == null || other) {
            throw new KernelError(ESRCH);
        }
        if ((route.flags & RTF_PINNED) != 0 && (request.flags & RTF_PINNED) == 0) {
            throw new KernelError(EADDRINUSE);
        }
        drop(route);
        route.flags &= ~RTF_UP;
        return route;
    }

    /** The interface that a route without an address of this machine says a gateway is on; null for none. */
    private Ifnet linkTowards(byte[] gateway) {
        Route towards = lookup(gateway);
        return towards == null || (towards.flags & RTF_GATEWAY) != 0 ? null : towards.ifp;
    }

    /** The address of this machine by which a gateway, or a destination on the link, is reached. */
    private Ifaddr addressFor(Request request) {
        int family = request.destination.length;
        if (request.link != null) {
            return nearest(request.link, request.gateway == null ? request.destination : request.gateway);
        }
        for (Ifnet ifp : kernel.interfaces().list()) {
            for (Ifaddr ifa : ifp.addresses) {
                if ((request.flags & RTF_GATEWAY) == 0 && Arrays.equals(kernelForm(ifa), request.gateway)) {
                    return ifa;
                }
            }
        }
        Ifaddr best = null;
        for (Ifnet ifp : kernel.interfaces().list()) {
            for (Ifaddr ifa : ifp.addresses) {
                boolean reaches = ifa.address.length == family
                        && Arrays.equals(Ifaddr.and(kernelForm(ifa), ifa.mask), Ifaddr.and(request.gateway, ifa.mask));
                if (reaches && (best == null || Arrays.compareUnsigned(ifa.mask, best.mask) > 0)) {
                    best = ifa;
                }
            }
        }
        if (best != null) {
            return best;
        }
        Route towards = lookup(request.gateway);
        return towards == null || (towards.flags & RTF_GATEWAY) != 0 ? null : towards.ifa;
    }

    private static Ifaddr nearest(Ifnet ifp, byte[] address) {
        Ifaddr first = null;
        for (Ifaddr ifa : ifp.addresses) {
            if (ifa.covers(address)) {
                return ifa;
            }
            if (first == null && ifa.address.length == address.length) {
                first = ifa;
            }
        }
        return first;
    }

    /** The address of the loopback interface that a route to an own address is said to have. */
    private static Ifaddr standsFor(Ifnet lo, Ifaddr own) {
        byte[] address = kernelForm(own);
        for (Ifaddr ifa : lo.addresses) {
            if (ifa.address.length == address.length
                    && Arrays.equals(Ifaddr.and(kernelForm(ifa), ifa.mask), Ifaddr.and(address, ifa.mask))) {
                return ifa;
            }
        }
        return lo.firstAddress(own.family());
    }

    /** Adds a route the kernel keeps itself; one that an administrator had set gives way to it. */
    Route addPinned(byte[] destination, byte[] mask, Ifaddr ifa, Ifnet ifp, int flags) {
        for (Routes mirror : mirrors) {
            mirror.remove(destination, mask);
            mirror.addPinned(destination, mask, ifa, ifp, flags);
        }
        Route old = exact(destination, mask);
        if (old != null && (old.flags & RTF_PINNED) == 0) {
            drop(old);
        }
        Route route = new Route(destination, mask, flags | RTF_UP | RTF_PINNED);
        route.link = ifa.ifp;
        route.ifa = ifa;
        route.ifp = ifp;
        route.mtu = ifp.mtu;
        insert(route);
        return route;
    }

    /** Adds the route to an own address, by the loopback interface. */
    Route addLoopback(Ifaddr ifa) {
        mirrors.forEach(mirror -> mirror.addLoopback(ifa));
        Ifnet lo = kernel.interfaces().loopback();
        Route old = exact(kernelForm(ifa), null);
        if (lo == null || old != null && (old.flags & RTF_PINNED) != 0) {
            return null;
        }
        if (old != null) {
            drop(old);
        }
        int flags = RTF_UP | RTF_HOST | RTF_STATIC | RTF_PINNED;
        boolean v4 = ifa.address.length == 4;
        boolean multicast = v4 ? (ifa.address[0] & 0xf0) == 0xe0 : ifa.address[0] == (byte) 0xff;
        boolean broadcast = Arrays.equals(ifa.address, Ifaddr.allOnes(4));
        flags |= (multicast && !kernel.is14() ? RTF_MULTICAST : 0) | (broadcast ? RTF_BROADCAST : 0);
        Route route = new Route(kernelForm(ifa), null, flags);
        route.link = ifa.ifp;
        route.ifa = standsFor(lo, ifa);
        route.ifp = lo;
        route.mtu = lo.mtu;
        insert(route);
        return route;
    }

    /** Removes one route of this table alone. */
    void removeHere(Route route) {
        drop(route);
    }

    Route remove(byte[] destination, byte[] mask) {
        mirrors.forEach(mirror -> mirror.remove(destination, mask));
        Route route = exact(destination, mask);
        if (route != null) {
            drop(route);
        }
        return route;
    }

    /** Removes what goes with an address, without a word; static routes only when the address is deleted. */
    void removeFor(Ifaddr ifa, boolean deleted) {
        mirrors.forEach(mirror -> mirror.removeFor(ifa, deleted));
        for (Route route : List.copyOf(table)) {
            if (route.ifa == ifa && (deleted || (route.flags & RTF_STATIC) == 0)) {
                drop(route);
            }
        }
    }

    void flush(Ifnet ifp) {
        mirrors.forEach(mirror -> mirror.flush(ifp));
        for (Route route : List.copyOf(table)) {
            if (route.ifp == ifp || route.link == ifp) {
                drop(route);
            }
        }
    }

    void mtuChanged(Ifnet ifp) {
        mirrors.forEach(mirror -> mirror.mtuChanged(ifp));
        for (Route route : table) {
            if (route.ifp == ifp && !route.fixedMtu) {
                route.mtu = ifp.mtu;
            }
        }
    }

    private void insert(Route route) {
        int found = search(route);
        if (found >= 0) {
            throw new KernelError(EEXIST);
        }
        int at = -found - 1;
        route.linkType = route.link == null ? 0 : route.link.type;
        route.nexthop = nexthopFor(route);
        table.add(at, route);
    }

    private static int compare(Route a, Route b) {
        return a.isV4() == b.isV4() ? a.compare(b) : a.isV4() ? -1 : 1;
    }

    /** Routes that lead the same way share a number; a new way takes the lowest that is free. */
    private long nexthopFor(Route route) {
        BitSet taken = new BitSet();
        for (Route other : table) {
            if (other != route && other.sharesNexthop(route)) {
                return other.nexthop;
            }
            if (other != route && other.isV4() == route.isV4()) {
                taken.set((int) other.nexthop);
            }
        }
        int number = taken.nextClearBit(1);
        while (usedBefore.contains(numberWithFamily(route, number))) {
            number = taken.nextClearBit(number + 1);
        }
        return number;
    }

    private void drop(Route route) {
        table.remove(route);
        usedBefore.add(numberWithFamily(route, route.nexthop));
    }

    private static long numberWithFamily(Route route, long number) {
        return route.isV4() ? number : -number;
    }

    /** A system call has ended: what it gave up can be used again. */
    public void settle() {
        mirrors.forEach(Routes::settle);
        usedBefore.clear();
    }

    private static byte[] kernelForm(Ifaddr ifa) {
        return Inet6.kernelForm(ifa.address, ifa.ifp.index);
    }
}
