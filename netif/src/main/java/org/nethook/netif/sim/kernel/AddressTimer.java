package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.NetIf.IN6_IFF_TENTATIVE;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;

import java.time.Duration;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.NdInfo;

/**
 * What the kernel looks at once a second in all IPv6 addresses (nd6_timer of sys/netinet6/nd6.c): those past their
 * lifetimes are deprecated or removed, and those of an interface that is down are tentative again.
 */
final class AddressTimer {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int IN6_IFF_ANYCAST = 0x1;
    private static final int IN6_IFF_DUPLICATED = 0x4;
    private static final int IN6_IFF_DEPRECATED = 0x10;

    private final Kernel kernel;
    private final Inet6 inet6;
    private boolean running;

    AddressTimer(Kernel kernel, Inet6 inet6) {
        this.kernel = kernel;
        this.inet6 = inet6;
    }

    void setForever(Ifaddr ifa) {
        ifa.updated = kernel.uptime().toSeconds();
        ifa.validLifetime = Ifaddr.FOREVER;
        ifa.preferredLifetime = Ifaddr.FOREVER;
    }

    /** From now on; a caller that asks for a deprecated address gets one. */
    void setLifetimes(Ifaddr ifa, Inet6.Request request) {
        ifa.updated = kernel.uptime().toSeconds();
        ifa.validLifetime = request.validLifetime();
        ifa.preferredLifetime = (request.flags() & IN6_IFF_DEPRECATED) != 0 ? 0 : request.preferredLifetime();
        wake();
    }

    /** From now on, by a router's wish. */
    void renew(Ifaddr ifa, long valid, long preferred) {
        ifa.updated = kernel.uptime().toSeconds();
        ifa.validLifetime = valid;
        ifa.preferredLifetime = preferred;
        ifa.flags6 &= ~IN6_IFF_DEPRECATED;
        wake();
    }

    /** Something changed that the timer looks at; it rests while there is nothing for it to do. */
    void wake() {
        if (!running) {
            running = true;
            kernel.timer().after(EVERY, "look at the IPv6 addresses", this::tick);
        }
    }

    private void tick() {
        running = false;
        boolean again = false;
        for (Ifnet ifp : kernel.interfaces().list()) {
            for (Ifaddr ifa : ifp.addresses()) {
                again |= ifa.family() == AF_INET6 && look(ifa);
            }
        }
        again |= inet6.prefixes().expire();
        if (again) {
            wake();
        }
        kernel.interfaces().runLinkTasks();
    }

    /** @return whether it must be looked at again */
    private boolean look(Ifaddr ifa) {
        long age = kernel.uptime().toSeconds() - ifa.updated;
        int before = ifa.flags6;
        if (ifa.validLifetime >= 0 && age > ifa.validLifetime) {
            inet6.expire(ifa);
            return false;
        }
        if (ifa.preferredLifetime >= 0 && age > ifa.preferredLifetime) {
            ifa.flags6 |= IN6_IFF_DEPRECATED;
        } else if ((ifa.flags6 & IN6_IFF_TENTATIVE) != 0) {
            inet6.detection().start(ifa);
        } else {
            if (!DuplicateDetection.isReady(ifa.ifp) && !ifa.ifp.nd.is(NdInfo.ND6_IFF_NO_DAD)) {
                ifa.flags6 = ifa.flags6 & ~IN6_IFF_DUPLICATED | IN6_IFF_TENTATIVE;
            }
            ifa.flags6 &= ~IN6_IFF_DEPRECATED;
        }
        boolean ends = ifa.validLifetime >= 0 || ifa.preferredLifetime >= 0 && (ifa.flags6 & IN6_IFF_DEPRECATED) == 0;
        return ends || before != ifa.flags6 && (ifa.flags6 & IN6_IFF_ANYCAST) == 0;
    }
}
