package org.nethook.api.resolver;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;

/**
 * A change of the name servers, made by {@link Resolver#change}. Only what says which servers there are differs between the two
 * texts.
 *
 * @param place where they are set
 * @param servers which there are afterwards, in order; what an operator is told
 * @param before the text of the whole file as it was found, ISO 8859-1; empty when there was none
 * @param after the text as it is to be; empty for no file
 */
public record ResolverChange(Place place, List<IpAddress> servers, Optional<String> before, Optional<String> after) {

    /** Where name servers are set. */
    public enum Place {
        /** In resolv.conf(5) itself. */
        RESOLV_CONF,
        /** In resolvconf.conf(5), from which resolvconf(8) makes the configuration of whatever resolver there is. */
        RESOLVCONF_CONF
    }

    public ResolverChange {
        Objects.requireNonNull(place);
        servers = List.copyOf(servers);
        Objects.requireNonNull(before);
        Objects.requireNonNull(after);
    }
}
