package org.nethook.api.netif;

import java.util.Objects;
import java.util.Set;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;

/**
 * What the kernel says of one address.
 *
 * @param address the address with its prefix
 * @param flags of an IPv6 address; none for IPv4
 * @param lifetime as it was last set; infinite for IPv4
 */
public record AddressDetails(InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime) {

    public AddressDetails {
        Objects.requireNonNull(address);
        flags = Set.copyOf(flags);
        Objects.requireNonNull(lifetime);
    }

    /** Whether the address can be used: it is neither tentative nor duplicated. */
    public boolean isUsable() {
        return !flags.contains(AddressFlag.TENTATIVE) && !flags.contains(AddressFlag.DUPLICATED);
    }
}
