package org.nethook.ipinjection.request;

import java.util.Objects;
import org.nethook.api.netif.IpAddress;

/**
 * A gateway.
 *
 * @param address the address
 * @param zone the interface that stood behind a percent sign; empty for none
 */
public record Gateway(IpAddress address, String zone) {
    public Gateway {
        Objects.requireNonNull(address);
        Objects.requireNonNull(zone);
    }

    @Override
    public String toString() {
        return zone.isEmpty() ? address.toString() : address + "%" + zone;
    }
}
