package org.nethook.netif.sim.kernel;

import java.time.Duration;

/** How long IPv6 addresses are preferred and valid (nd6_timer of sys/netinet6/nd6.c). */
final class Lifetimes {
    private static final int IN6_IFF_DEPRECATED = 0x10;
    /** The kernel looks once a second, and for what is past its time. */
    private static final int LATE = 1;

    private final Kernel kernel;
    private final Inet6 inet6;

    Lifetimes(Kernel kernel, Inet6 inet6) {
        this.kernel = kernel;
        this.inet6 = inet6;
    }

    void setForever(Ifaddr ifa) {
        ifa.updated = kernel.uptime().toSeconds();
        ifa.validLifetime = Ifaddr.FOREVER;
        ifa.preferredLifetime = Ifaddr.FOREVER;
    }

    /** From now on; a caller that asks for a deprecated address gets one. */
    void set(Ifaddr ifa, Inet6.Request request) {
        stop(ifa);
        ifa.updated = kernel.uptime().toSeconds();
        ifa.validLifetime = request.validLifetime();
        ifa.preferredLifetime = (request.flags() & IN6_IFF_DEPRECATED) != 0 ? 0 : request.preferredLifetime();
        if (ifa.validLifetime >= 0) {
            ifa.expiry = kernel.scheduler()
                    .after(
                            Duration.ofSeconds(ifa.validLifetime + LATE),
                            ifa + ": expires",
                            () -> inet6.expired(ifa));
        }
        if (ifa.preferredLifetime >= 0) {
            ifa.deprecation = kernel.scheduler()
                    .after(
                            Duration.ofSeconds(ifa.preferredLifetime + LATE),
                            ifa + ": is deprecated",
                            () -> inet6.setDeprecated(ifa, true));
        }
    }

    void stop(Ifaddr ifa) {
        if (ifa.expiry != null) {
            ifa.expiry.cancel();
            ifa.expiry = null;
        }
        if (ifa.deprecation != null) {
            ifa.deprecation.cancel();
            ifa.deprecation = null;
        }
    }
}
