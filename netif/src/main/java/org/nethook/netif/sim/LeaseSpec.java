package org.nethook.netif.sim;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;

/**
 * What a DHCP server gives to a hardware address.
 *
 * @param mac the address of the interface that asks
 * @param address what it is given
 * @param router the default gateway, where one is given
 * @param delay how long it takes from the client's start
 */
public record LeaseSpec(MacAddress mac, InterfaceAddress address, Optional<IpAddress> router, Duration delay) {

    public LeaseSpec {
        Objects.requireNonNull(mac);
        Objects.requireNonNull(address);
        Objects.requireNonNull(router);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay of the lease of " + mac + " is negative: " + delay);
        }
    }
}
