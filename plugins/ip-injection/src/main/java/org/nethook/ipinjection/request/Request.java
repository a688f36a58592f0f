package org.nethook.ipinjection.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;

/**
 * What the host asks for. Well-formed, but not yet known to make sense.
 *
 * @param mac whose MAC the interface has
 * @param ifName the interface
 * @param dhcp whether its IPv4 address is to come from a DHCP server
 * @param addresses of both families, in the order given
 * @param gateways at most one of each family
 * @param nameServers in the order given, each once
 */
public record Request(
        Given<MacAddress> mac,
        Given<String> ifName,
        Given<Boolean> dhcp,
        List<Given<InterfaceAddress>> addresses,
        List<Given<Gateway>> gateways,
        List<Given<IpAddress>> nameServers) {

    public Request {
        Objects.requireNonNull(mac);
        Objects.requireNonNull(ifName);
        Objects.requireNonNull(dhcp);
        addresses = List.copyOf(addresses);
        gateways = List.copyOf(gateways);
        nameServers = List.copyOf(nameServers);
    }

    /** The addresses of one family. */
    public List<Given<InterfaceAddress>> addresses(boolean v4) {
        List<Given<InterfaceAddress>> found = new ArrayList<>();
        for (Given<InterfaceAddress> each : addresses) {
            if (each.value().address().isV4() == v4) {
                found.add(each);
            }
        }
        return found;
    }

    /** The gateway of one family. */
    public Optional<Given<Gateway>> gateway(boolean v4) {
        for (Given<Gateway> each : gateways) {
            if (each.value().address().isV4() == v4) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
