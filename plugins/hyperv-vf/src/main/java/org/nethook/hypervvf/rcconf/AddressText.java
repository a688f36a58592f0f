package org.nethook.hypervvf.rcconf;

import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;

/** Addresses as ifconfig(8) and rc take them: with masks of all kinds. */
final class AddressText {
    private AddressText() {}

    /**
     * An address such as {@code 10.0.0.4/24}, or {@code 10.0.0.4} with a mask.
     *
     * @param mask the word after {@code netmask} or {@code prefixlen}; empty for none
     * @throws IllegalArgumentException when it is no address
     */
    static InterfaceAddress parse(String text, String mask) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int zone = address.indexOf('%');
        IpAddress parsed = IpAddress.parse(zone < 0 ? address : address.substring(0, zone));
        if (!mask.isEmpty()) {
            return of(parsed, maskLength(mask, parsed.isV4()));
        }
        if (slash >= 0) {
            return of(parsed, length(text.substring(slash + 1), parsed.isV4()));
        }
        return of(parsed, parsed.isV4() ? classLength(parsed) : 64);
    }

    /** An address; an IPv4 one with the broadcast address of its subnet. */
    static InterfaceAddress of(IpAddress address, int length) {
        return InterfaceAddress.parse(address + "/" + length);
    }

    /** What ifconfig(8) leaves to the kernel where no mask is given. */
    private static int classLength(IpAddress address) {
        int first = address.octets()[0] & 0xff;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    private static int length(String text, boolean v4) {
        int length = Words.number(text);
        if (length < 0 || length > (v4 ? 32 : 128)) {
            throw new IllegalArgumentException("\"/" + text + "\" is no prefix length");
        }
        return length;
    }

    /** {@code 255.255.255.0}, {@code 0xffffff00}, or the prefix length of IPv6. */
    private static int maskLength(String text, boolean v4) {
        if (!v4) {
            return length(text, false);
        }
        int mask = 0;
        if (text.startsWith("0x")) {
            try {
                mask = Integer.parseUnsignedInt(text.substring(2), 16);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("\"" + text + "\" is no netmask", e);
            }
        } else {
            for (byte octet : IpAddress.parse(text).octets()) {
                mask = mask << 8 | octet & 0xff;
            }
        }
        int length = Integer.bitCount(mask);
        if (length > 0 && mask != -1 << 32 - length) {
            throw new IllegalArgumentException("\"" + text + "\" is no netmask");
        }
        return length;
    }
}
