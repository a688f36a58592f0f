package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.NetIf.IFF_MULTICAST;
import static org.nethook.netif.freebsd.abi.NetIf.IN6_IFF_TENTATIVE;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nethook.netif.Timer;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.NdInfo;

/** Duplicate address detection (sys/netinet6/nd6_nbr.c): an address is tentative until nobody objected for a second. */
final class DuplicateDetection {
    private static final int IN6_IFF_ANYCAST = 0x1;
    private static final int IN6_IFF_DUPLICATED = 0x4;
    private static final Duration ANSWER = Duration.ofMillis(100);

    private final Kernel kernel;
    private final Map<Ifaddr, Timer.Scheduled> running = new HashMap<>();

    private int count = 1;

    DuplicateDetection(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Whether new addresses of an interface are tentative at first. */
    static boolean isWanted(Ifnet ifp) {
        return !ifp.isLoopback()
                && (ifp.flags & IFF_MULTICAST) != 0
                && !ifp.nd.is(NdInfo.ND6_IFF_IFDISABLED)
                && !ifp.nd.is(NdInfo.ND6_IFF_NO_DAD);
    }

    /** Whether an interface can ask its neighbours. */
    static boolean isReady(Ifnet ifp) {
        return ifp.isUp() && ifp.running && !ifp.nd.is(NdInfo.ND6_IFF_IFDISABLED);
    }

    /** Begins with a tentative address, or ends at once where nothing is to be found out. */
    void start(Ifaddr ifa) {
        Ifnet ifp = ifa.ifp;
        if ((ifa.flags6 & IN6_IFF_ANYCAST) != 0 || count <= 0 || ifp.nd.is(NdInfo.ND6_IFF_NO_DAD)) {
            ifa.flags6 &= ~IN6_IFF_TENTATIVE;
            return;
        }
        if (!isReady(ifp) || running.containsKey(ifa)) {
            return;
        }
        Ifaddr same = onTheLink(ifa);
        if (same != null && (same.flags6 & (IN6_IFF_TENTATIVE | IN6_IFF_DUPLICATED)) == 0) {
            running.put(ifa, kernel.timer().after(ANSWER, ifp + ": a neighbour has the address", () -> found(ifa)));
            return;
        }
        if (same != null && running.containsKey(same)) {
            // It hears that somebody else wants the same.
            stop(same);
            found(same);
        }
        running.put(
                ifa,
                kernel.timer()
                        .after(
                                Duration.ofMillis((long) count * ifp.nd.retransmit),
                                ifp + ": end duplicate address detection",
                                () -> end(ifa)));
    }

    /** The same address where the interface's packets arrive; null when there is none. */
    private Ifaddr onTheLink(Ifaddr ifa) {
        Ifnet other = kernel.cloners().hears(ifa.ifp);
        return other == null || !isReady(other) ? null : kernel.inet6().find(other, ifa.address);
    }

    /** An interface whose link-local address, made of its MAC, is a duplicate does no IPv6 any more. */
    private void found(Ifaddr ifa) {
        running.remove(ifa);
        ifa.flags6 = ifa.flags6 & ~IN6_IFF_TENTATIVE | IN6_IFF_DUPLICATED;
        if (Arrays.equals(ifa.address, Nd6.ownLinkLocal(ifa.ifp))) {
            ifa.ifp.nd.flags |= NdInfo.ND6_IFF_IFDISABLED;
        }
    }

    private void end(Ifaddr ifa) {
        running.remove(ifa);
        ifa.flags6 &= ~IN6_IFF_TENTATIVE;
    }

    void setCount(int count) {
        this.count = count;
    }

    boolean isOff() {
        return count <= 0;
    }

    void stop(Ifaddr ifa) {
        Timer.Scheduled task = running.remove(ifa);
        if (task != null) {
            task.cancel();
        }
    }

    /** The interface came up, or IPv6 was switched on: what is tentative is looked at now. */
    void startAll(Ifnet ifp) {
        for (Ifaddr ifa : ifp.addresses()) {
            if (ifa.family() == AF_INET6 && (ifa.flags6 & IN6_IFF_TENTATIVE) != 0) {
                start(ifa);
            }
        }
    }
}
