package org.nethook.api.netif;

import java.util.Objects;
import java.util.Optional;

/**
 * An address of an interface.
 *
 * @param address the address; an IPv6 link-local one belongs to the zone of its interface
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param broadcast the IPv4 broadcast address where there is one
 */
public record InterfaceAddress(IpAddress address, int prefixLength, Optional<IpAddress> broadcast) {

    public InterfaceAddress {
        Objects.requireNonNull(address);
        Objects.requireNonNull(broadcast);
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw new IllegalArgumentException("the prefix length of " + address + " must be from 0 to "
                    + address.bits() + ", not " + prefixLength);
        }
    }

    /**
     * Reads {@code 10.0.0.4/24} or {@code 2001:db8::4/64}; an IPv4 address gets its subnet's broadcast address.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static InterfaceAddress parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + text + "\" has no prefix length; write 10.0.0.4/24");
        }
        IpAddress address = IpAddress.parse(text.substring(0, slash));
        int prefixLength;
        try {
            prefixLength = Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" has no prefix length after the slash", e);
        }
        InterfaceAddress plain = new InterfaceAddress(address, prefixLength, Optional.empty());
        return address.isV4() && prefixLength < 31
                ? new InterfaceAddress(address, prefixLength, Optional.of(address.broadcast(prefixLength)))
                : plain;
    }

    /** Whether the other address is on this one's subnet. */
    public boolean subnetContains(IpAddress other) {
        return other.isV4() == address.isV4() && other.network(prefixLength).equals(address.network(prefixLength));
    }

    // By hand, as a record's own are put together at their first use, which costs a start several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof InterfaceAddress that
                && prefixLength == that.prefixLength
                && address.equals(that.address)
                && broadcast.equals(that.broadcast);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + prefixLength;
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
