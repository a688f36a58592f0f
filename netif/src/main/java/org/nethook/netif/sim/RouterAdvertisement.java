package org.nethook.netif.sim;

import java.time.Duration;
import java.util.Objects;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.attribute.AddressLifetime;

/**
 * What an IPv6 router tells a link (RFC 4861): that it is there, and a prefix to make addresses of.
 *
 * @param router its link-local address
 * @param routerLifetime how long it is a default router; zero when it is none any more
 * @param prefix an address of the prefix, which is on the link and for autoconfiguration
 * @param prefixLength its length; addresses are made of 64 bits only
 * @param lifetime that of the prefix and of the addresses made of it
 */
public record RouterAdvertisement(
        IpAddress router, Duration routerLifetime, IpAddress prefix, int prefixLength, AddressLifetime lifetime) {

    /** @throws IllegalArgumentException when the router's address is not link-local, or the prefix no IPv6 network */
    public RouterAdvertisement {
        Objects.requireNonNull(lifetime);
        if (!router.isLinkLocalV6()) {
            throw new IllegalArgumentException("a router advertises from a link-local address, not from " + router);
        }
        if (prefix.isV4() || prefix.isLinkLocalV6() || prefixLength < 1 || prefixLength > 128) {
            throw new IllegalArgumentException("no router advertises the prefix " + prefix + "/" + prefixLength);
        }
        if (routerLifetime.isNegative() || routerLifetime.toSeconds() > 65535) {
            throw new IllegalArgumentException(
                    "a router's lifetime is from 0 to 65535 seconds, not " + routerLifetime.toSeconds());
        }
        prefix = prefix.network(prefixLength);
    }
}
