package org.nethook.api.netif;

import java.util.Arrays;
import org.nethook.api.netif.attribute.AddressScope;

/**
 * An IPv4 or IPv6 address, without a zone. Reads and writes numbers only and never asks a name server; text is in
 * canonical form (RFC 5952).
 */
public final class IpAddress {
    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /** @param octets four or sixteen of them, in the order of the wire */
    public static IpAddress of(byte[] octets) {
        if (octets.length != 4 && octets.length != 16) {
            throw new IllegalArgumentException("an IP address has 4 or 16 octets, not " + octets.length);
        }
        return new IpAddress(octets.clone());
    }

    /**
     * Reads an address such as {@code 10.0.0.4} (four decimal numbers, none with a leading zero) or {@code fe80::1}.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static IpAddress parse(String text) {
        byte[] octets = text.indexOf(':') < 0 ? IpText.parse4(text) : IpText.parse6(text);
        if (octets == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not an IP address");
        }
        return new IpAddress(octets);
    }

    /** The octets, a copy. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return octets.length == 4;
    }

    /** Width in bits: 32 or 128. */
    public int bits() {
        return octets.length * 8;
    }

    /** Whether every bit is zero. */
    public boolean isUnspecified() {
        for (byte octet : octets) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is an IPv6 link-local unicast address (fe80::/10). */
    public boolean isLinkLocalV6() {
        return !isV4() && octets[0] == (byte) 0xfe && (octets[1] & 0xc0) == 0x80;
    }

    /** How far this address is valid, taking it for a unicast one. */
    public AddressScope scope() {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        if (isV4()) {
            return first == 127
                    ? AddressScope.HOST
                    : first == 169 && second == 254 ? AddressScope.LINK : AddressScope.GLOBAL;
        }
        if (first == 0xfe && second >= 0x80) {
            return second < 0xc0 ? AddressScope.LINK : AddressScope.SITE;
        }
        return octets[15] == 1 && network(127).isUnspecified() ? AddressScope.HOST : AddressScope.GLOBAL;
    }

    /** This address with all bits after the first {@code prefixLength} cleared. */
    public IpAddress network(int prefixLength) {
        return masked(prefixLength, false);
    }

    /** This address with all bits after the first {@code prefixLength} set: the broadcast address of its IPv4 subnet. */
    public IpAddress broadcast(int prefixLength) {
        return masked(prefixLength, true);
    }

    /**
     * This IPv6 address with the last 64 bits that a MAC makes, as kernels make their own addresses (RFC 4291, appendix A).
     *
     * @throws IllegalArgumentException when this is an IPv4 address
     */
    public IpAddress withInterfaceIdOf(MacAddress mac) {
        if (isV4()) {
            throw new IllegalArgumentException(this + " is an IPv4 address, in which no MAC has its place");
        }
        byte[] result = octets.clone();
        byte[] from = mac.octets();
        System.arraycopy(from, 0, result, 8, 3);
        result[8] ^= 2;
        result[11] = (byte) 0xff;
        result[12] = (byte) 0xfe;
        System.arraycopy(from, 3, result, 13, 3);
        return new IpAddress(result);
    }

    private IpAddress masked(int prefixLength, boolean set) {
        byte[] result = octets.clone();
        for (int bit = prefixLength; bit < bits(); bit++) {
            int mask = 0x80 >> (bit & 7);
            result[bit >> 3] = (byte) (set ? result[bit >> 3] | mask : result[bit >> 3] & ~mask);
        }
        return new IpAddress(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress && Arrays.equals(octets, ((IpAddress) other).octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return IpText.format(octets);
    }
}
