package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_MULTICAST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_PINNED;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Prefix;
import org.nethook.netif.sim.kernel.state.Route;

/** The prefixes of IPv6 links and their routes (sys/netinet6/nd6_rtr.c). */
final class Prefixes {
    private static final int NOT_READY = 0x2 | 0x4;
    private static final int ANYCAST = 0x1;

    private final Kernel kernel;
    private final List<Prefix> all = new ArrayList<>();

    Prefixes(Kernel kernel) {
        this.kernel = kernel;
    }

    private static Prefix fresh(Ifaddr ifa) {
        return new Prefix(ifa.ifp, Inet6.kernelForm(ifa.network(), ifa.ifp.index), ifa.mask);
    }

    /** The prefix of an address; null when there is none. */
    Prefix find(Ifaddr ifa) {
        Prefix wanted = fresh(ifa);
        for (Prefix prefix : all) {
            if (prefix.ifp == ifa.ifp && prefix.isSame(wanted)) {
                return prefix;
            }
        }
        return null;
    }

    /** The prefix of an address, new and with its route where there was none. */
    Prefix of(Ifaddr ifa) {
        Prefix known = find(ifa);
        if (known != null) {
            return known;
        }
        Prefix fresh = fresh(ifa);
        fresh.updated = kernel.uptime().toSeconds();
        fresh.validLifetime = ifa.validLifetime;
        all.add(fresh);
        putOnLink(fresh);
        return fresh;
    }

    /** A link-local address that is ready is the best one to stand for the prefix's route. */
    private static Ifaddr addressFor(Ifnet ifp) {
        for (Ifaddr ifa : ifp.addresses) {
            if (ifa.family() == AF_INET6 && ifa.isLinkLocal() && (ifa.flags6 & (NOT_READY | ANYCAST)) == 0) {
                return ifa;
            }
        }
        return ifp.firstAddress(AF_INET6);
    }

    private void putOnLink(Prefix prefix) {
        for (Prefix other : all) {
            if (other != prefix && other.onLink && other.isSame(prefix)) {
                return;
            }
        }
        Ifaddr ifa = addressFor(prefix.ifp);
        Route old = kernel.routes().exact(prefix.network, prefix.mask);
        boolean inTheWay = old != null && (!kernel.is14() || (old.flags & RTF_PINNED) != 0);
        if (ifa == null || inTheWay) {
            return;
        }
        boolean multicast = !kernel.is14() && prefix.network[0] == (byte) 0xff;
        Route route =
                kernel.routes().addPinned(prefix.network, prefix.mask, ifa, prefix.ifp, multicast ? RTF_MULTICAST : 0);
        if (!kernel.is14()) {
            route.flags &= ~RTF_PINNED;
        }
        prefix.onLink = true;
        kernel.listener().route(route, true, route.flags, RTA_DST | RTA_GATEWAY | RTA_NETMASK);
    }

    /**
     * Those past the lifetime of the address they came with are no longer on the link, and gone when no address counts on
     * them any more.
     *
     * @return whether there are others with an end
     */
    boolean expire() {
        boolean more = false;
        for (Prefix prefix : List.copyOf(all)) {
            boolean past =
                    prefix.validLifetime >= 0 && kernel.uptime().toSeconds() - prefix.updated > prefix.validLifetime;
            if (past && prefix.addresses == 0) {
                remove(prefix);
            } else if (past) {
                takeOffLink(prefix);
            }
            more |= prefix.validLifetime >= 0 && all.contains(prefix);
        }
        return more;
    }

    /** The last address that counted on it is gone. */
    void remove(Prefix prefix) {
        all.remove(prefix);
        takeOffLink(prefix);
    }

    private void takeOffLink(Prefix prefix) {
        if (!prefix.onLink) {
            return;
        }
        Route route = kernel.routes().remove(prefix.network, prefix.mask);
        if (route != null) {
            kernel.listener().route(route, false, route.flags & ~1, RTA_DST | RTA_GATEWAY | RTA_NETMASK);
        }
        prefix.onLink = false;
        for (int i = all.size() - 1; i >= 0; i--) {
            Prefix other = all.get(i);
            if (other != prefix && !other.onLink && other.isSame(prefix)) {
                putOnLink(other);
            }
        }
    }

    /** Removes all prefixes of an interface. */
    void purge(Ifnet ifp) {
        for (Prefix prefix : List.copyOf(all)) {
            if (prefix.ifp == ifp) {
                remove(prefix);
            }
        }
    }
}
