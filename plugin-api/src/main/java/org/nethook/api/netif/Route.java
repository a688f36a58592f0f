package org.nethook.api.netif;

import java.util.Objects;
import java.util.Optional;

/**
 * A route.
 *
 * @param destination the network's address
 * @param prefixLength 0 for a default route
 * @param gateway the next hop; empty for a network that is on the link
 * @param ifName the interface it leaves by; empty only when it is to be chosen by the kernel
 */
public record Route(IpAddress destination, int prefixLength, Optional<IpAddress> gateway, String ifName) {

    public Route {
        Objects.requireNonNull(destination);
        Objects.requireNonNull(gateway);
        Objects.requireNonNull(ifName);
    }

    /** The default route of the gateway's address family. */
    public static Route defaultVia(IpAddress gateway, String ifName) {
        return new Route(IpAddress.of(new byte[gateway.bits() / 8]), 0, Optional.of(gateway), ifName);
    }

    /** Whether this is a default route. */
    public boolean isDefault() {
        return prefixLength == 0 && destination.isUnspecified();
    }

    @Override
    public String toString() {
        return (isDefault() ? destination.isV4() ? "default" : "default6" : destination + "/" + prefixLength)
                + (gateway.isPresent() ? " via " + gateway.get() : "")
                + (ifName.isEmpty() ? "" : " dev " + ifName);
    }
}
