package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_DST;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_GATEWAY;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_GATEWAY;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_ACCEPT_RTADV;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_IFDISABLED;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_NO_RADR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nethook.netif.Timer.Scheduled;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Route;

/**
 * What routers advertise: default routes, and addresses made of prefixes (sys/netinet6/nd6_rtr.c). No recording shows it.
 */
public final class Routers {
    private static final int IN6_IFF_DUPLICATED = 0x4;
    private static final int IN6_IFF_AUTOCONF = 0x40;
    private static final int INTERFACE_ID = 8;
    private static final long TWO_HOURS = 7200;
    private static final byte[] DEFAULT = new byte[16];

    private final Kernel kernel;
    /** In the order they were first heard; the first that can be has the default route. */
    private final List<Router> routers = new ArrayList<>();

    private static final class Router {
        private final Ifnet ifp;
        private final byte[] address;
        private Scheduled end;
        private Route route;

        private Router(Ifnet ifp, byte[] address) {
            this.ifp = ifp;
            this.address = address;
        }
    }

    /**
     * An advertisement of one prefix.
     *
     * @param router its link-local address, without a zone
     * @param routerLifetime seconds; 0 when it is no default router
     * @param prefix the network
     * @param validLifetime seconds; -1 without end
     * @param preferredLifetime seconds; -1 without end
     */
    public record Advertisement(
            byte[] router,
            int routerLifetime,
            byte[] prefix,
            int prefixLength,
            long validLifetime,
            long preferredLifetime) {}

    Routers(Kernel kernel) {
        this.kernel = kernel;
    }

    /** An advertisement arrived on the wire of this interface. */
    public void arrive(Ifnet wire, Advertisement advertisement) {
        Ifnet ifp = kernel.hyperv().receiver(wire);
        Lagg lagg = Lagg.ofPort(ifp);
        if (lagg != null) {
            ifp = lagg.activePort() == LaggPort.of(ifp) ? lagg.ifp : null;
        }
        if (ifp != null && ifp.isUp() && ifp.running && ifp.linkState == LINK_STATE_UP) {
            hear(ifp, advertisement);
        }
    }

    private void hear(Ifnet ifp, Advertisement advertisement) {
        if (!ifp.nd.is(ND6_IFF_ACCEPT_RTADV) || ifp.nd.is(ND6_IFF_IFDISABLED)) {
            return;
        }
        configure(ifp, advertisement);
        Router router = find(ifp, advertisement.router);
        boolean stays = advertisement.routerLifetime > 0 && !ifp.nd.is(ND6_IFF_NO_RADR);
        if (router != null && !stays) {
            forget(router);
        } else if (stays) {
            if (router == null) {
                router = new Router(ifp, advertisement.router.clone());
                routers.add(router);
            } else {
                router.end.cancel();
            }
            Router kept = router;
            kept.end = kernel.timer()
                    .after(
                            Duration.ofSeconds(advertisement.routerLifetime),
                            ifp + ": a router's lifetime",
                            () -> forget(kept));
        }
        select();
    }

    private Router find(Ifnet ifp, byte[] address) {
        for (Router router : routers) {
            if (router.ifp == ifp && Arrays.equals(router.address, address)) {
                return router;
            }
        }
        return null;
    }

    private void forget(Router router) {
        routers.remove(router);
        router.end.cancel();
        Route present = kernel.routes().exact(DEFAULT, DEFAULT);
        if (router.route != null && router.route == present && leadsTo(present, router)) {
            kernel.routes().removeHere(present);
            tell(present, false);
        }
        select();
    }

    private static boolean leadsTo(Route route, Router router) {
        return Arrays.equals(route.gateway, Inet6.kernelForm(router.address, router.ifp.index));
    }

    /** While nobody has set a default route, the first router gets it. */
    private void select() {
        for (Router router : routers) {
            if (kernel.routes().exact(DEFAULT, DEFAULT) != null) {
                return;
            }
            byte[] gateway = Inet6.kernelForm(router.address, router.ifp.index);
            try {
                router.route = kernel.routes().add(new Routes.Request(DEFAULT, DEFAULT, gateway, null, RTF_GATEWAY, 0));
                tell(router.route, true);
            } catch (KernelError e) {
                // The interface has no address to reach it by; the next advertisement is another chance.
                router.route = null;
            }
        }
    }

    private void tell(Route route, boolean added) {
        kernel.listener().route(route, added, route.flags(), RTA_DST | RTA_GATEWAY | RTA_NETMASK);
    }

    /** The interface loses IPv6: its routers go with it. */
    void purge(Ifnet ifp) {
        for (Router router : List.copyOf(routers)) {
            if (router.ifp == ifp) {
                forget(router);
            }
        }
    }

    /** The addresses made of the prefix live on; where there is none of any kind, one is made. */
    private void configure(Ifnet ifp, Advertisement advertisement) {
        byte[] mask = Inet6.prefixMask(advertisement.prefixLength);
        boolean known = false;
        for (Ifaddr ifa : ifp.addresses()) {
            if (ifa.family() != AF_INET6
                    || !Arrays.equals(ifa.mask, mask)
                    || !Arrays.equals(ifa.network(), advertisement.prefix)) {
                continue;
            }
            known = true;
            if ((ifa.flags6 & IN6_IFF_AUTOCONF) != 0) {
                long valid = renewed(ifa, advertisement.validLifetime);
                kernel.inet6().timer().renew(ifa, valid, advertisement.preferredLifetime);
                ifa.prefix.updated = kernel.uptime().toSeconds();
                ifa.prefix.validLifetime = advertisement.validLifetime;
            }
        }
        Ifaddr own = ifp.linkLocal();
        boolean can = own != null
                && (own.flags6 & IN6_IFF_DUPLICATED) == 0
                && advertisement.prefixLength == 64
                && advertisement.validLifetime != 0;
        if (!known && can) {
            make(ifp, own, mask, advertisement);
        }
    }

    /** RFC 4862, 5.5.3: nobody can end an address within two hours that was to live longer. */
    private long renewed(Ifaddr ifa, long offered) {
        long age = kernel.uptime().toSeconds() - ifa.updated;
        long remaining = ifa.validLifetime < 0 ? Long.MAX_VALUE : Math.max(0, ifa.validLifetime - age);
        if (offered < 0 || offered > TWO_HOURS || offered > remaining) {
            return offered;
        }
        return Math.min(remaining, TWO_HOURS);
    }

    private void make(Ifnet ifp, Ifaddr own, byte[] mask, Advertisement advertisement) {
        byte[] address = advertisement.prefix.clone();
        System.arraycopy(own.address, INTERFACE_ID, address, INTERFACE_ID, address.length - INTERFACE_ID);
        long preferred = advertisement.preferredLifetime;
        try {
            kernel.inet6()
                    .add(new Inet6.Request(
                            ifp, address, mask, IN6_IFF_AUTOCONF, advertisement.validLifetime, preferred, 0));
        } catch (KernelError e) {
            // Another interface has the address; the kernel logs that and goes on.
            return;
        }
    }
}
