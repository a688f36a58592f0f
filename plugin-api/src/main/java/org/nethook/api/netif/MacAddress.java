package org.nethook.api.netif;

import java.util.Arrays;
import java.util.HexFormat;

/** A 48-bit Ethernet address. */
public final class MacAddress {
    private static final HexFormat TEXT = HexFormat.ofDelimiter(":");
    private final byte[] octets;

    private MacAddress(byte[] octets) {
        this.octets = octets;
    }

    /** @param octets six of them, in the order of the wire */
    public static MacAddress of(byte[] octets) {
        if (octets.length != 6) {
            throw new IllegalArgumentException("a MAC address has 6 octets, not " + octets.length);
        }
        return new MacAddress(octets.clone());
    }

    /**
     * Reads {@code 00:0d:3a:12:34:56}, in either case.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static MacAddress parse(String text) {
        try {
            return of(TEXT.parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a MAC address; write six octets like 00:0d:3a:12:34:56", e);
        }
    }

    /** The six octets, a copy. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MacAddress && Arrays.equals(octets, ((MacAddress) other).octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return TEXT.formatHex(octets);
    }
}
