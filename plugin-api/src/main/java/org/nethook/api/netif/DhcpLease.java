package org.nethook.api.netif;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a DHCP server leased (RFC 2131, RFC 2132).
 *
 * @param address the leased address; the prefix length is that of its class where the server gave no mask
 * @param server the server that gave it
 * @param routers default routers, the preferred one first
 * @param nameServers DNS servers, the preferred one first
 * @param domains domains to search
 * @param renew when the client asks for it anew
 * @param expire until when it is good
 */
public record DhcpLease(
        InterfaceAddress address,
        Optional<IpAddress> server,
        List<IpAddress> routers,
        List<IpAddress> nameServers,
        List<String> domains,
        Optional<Instant> renew,
        Optional<Instant> expire) {

    public DhcpLease {
        Objects.requireNonNull(address);
        Objects.requireNonNull(server);
        Objects.requireNonNull(renew);
        Objects.requireNonNull(expire);
        routers = List.copyOf(routers);
        nameServers = List.copyOf(nameServers);
        domains = List.copyOf(domains);
    }
}
