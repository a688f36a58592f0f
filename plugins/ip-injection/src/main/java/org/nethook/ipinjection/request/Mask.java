package org.nethook.ipinjection.request;

import org.nethook.api.netif.IpAddress;

/**
 * A subnet mask: {@code 255.255.255.0}, {@code ffff:ffff::}, or a prefix length with or without a slash, which fits both
 * families.
 */
final class Mask {
    private final Given<String> given;
    /** Null where only a prefix length is given. */
    private final Boolean v4;

    private final int prefixLength;

    private Mask(Given<String> given, Boolean v4, int prefixLength) {
        this.given = given;
        this.v4 = v4;
        this.prefixLength = prefixLength;
    }

    static Mask of(Given<String> given) throws BadRequestException {
        String text = given.value();
        int length = number(text.startsWith("/") ? text.substring(1) : text);
        if (length >= 0) {
            return new Mask(given, null, length);
        }
        IpAddress mask;
        try {
            mask = IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw given.bad(
                    Quoted.of(text)
                            + " is not a subnet mask; allowed is one such as 255.255.255.0, or a prefix length such as 24 or /64");
        }
        byte[] octets = mask.octets();
        int ones = 0;
        while (ones < mask.bits() && (octets[ones >> 3] & 0x80 >> (ones & 7)) != 0) {
            ones++;
        }
        if (!mask.network(ones).equals(mask)) {
            throw given.bad(
                    Quoted.of(text) + " has a one after a zero; allowed is a mask such as 255.255.255.0, whose ones"
                            + " stand together in front");
        }
        return new Mask(given, mask.isV4(), ones);
    }

    /** Up to three digits without a leading zero; -1 for any other text. */
    private static int number(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return text.isEmpty() || text.length() > 3 || text.length() > 1 && text.charAt(0) == '0' ? -1 : value;
    }

    /** Whether it can be the mask of an address of that family. */
    boolean fits(IpAddress address) {
        return v4 == null || v4 == address.isV4();
    }

    /** Whether it belongs to that family, where a prefix length without dots counts as one of IPv6. */
    boolean isOf(boolean family4) {
        return (v4 != null && v4) == family4;
    }

    /** The prefix length of the address. */
    int lengthFor(IpAddress address) throws BadRequestException {
        if (!fits(address)) {
            throw given.bad(Quoted.of(given.value()) + " cannot be the mask of " + address
                    + "; allowed are masks of the same family, in the order of the addresses");
        }
        if (prefixLength < 1 || prefixLength > address.bits()) {
            throw given.bad(Quoted.of(given.value()) + " cannot be the mask of " + address + "; allowed are 1 to "
                    + address.bits() + " bits");
        }
        return prefixLength;
    }

    Given<String> given() {
        return given;
    }
}
