package org.nethook.hypervvf.rcconf;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;

/** Addresses as ifconfig(8) and rc take them: masks of all kinds, and ranges of rc's. */
final class AddressText {
    private static final int MOST_OF_A_RANGE = 2048;

    private AddressText() {}

    /**
     * The addresses that a text stands for: one, or those of a range such as {@code 10.0.0.10-14/24}, of which the first
     * has the prefix length and the others, of IPv4, 32.
     *
     * @param mask the word after {@code netmask} or {@code prefixlen}; empty for none
     * @throws IllegalArgumentException when it is no address
     */
    static List<InterfaceAddress> expand(String text, String mask) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        boolean v4 = address.indexOf(':') < 0;
        int length = mask.isEmpty() ? slash < 0 ? -1 : length(text.substring(slash + 1), v4) : maskLength(mask, v4);
        int dash = address.indexOf('-');
        if (dash < 0) {
            IpAddress one = IpAddress.parse(address);
            return List.of(of(one, length >= 0 ? length : v4 ? classLength(one) : 64));
        }
        return v4 ? range4(address, dash, length < 0 ? 32 : length) : range6(address, dash, length < 0 ? 64 : length);
    }

    /** An address; an IPv4 one with the broadcast address of its subnet. */
    static InterfaceAddress of(IpAddress address, int length) {
        return InterfaceAddress.parse(address + "/" + length);
    }

    /** The one number of an IPv4 address that is a range counts up. */
    private static List<InterfaceAddress> range4(String text, int dash, int length) {
        int start = text.lastIndexOf('.', dash) + 1;
        int dot = text.indexOf('.', dash);
        int end = dot < 0 ? text.length() : dot;
        int low = Words.number(text.substring(start, dash));
        int high = Words.number(text.substring(dash + 1, end));
        if (low < 0 || high < low || high - low > MOST_OF_A_RANGE) {
            throw new IllegalArgumentException("\"" + text + "\" is no range of addresses");
        }
        List<InterfaceAddress> all = new ArrayList<>();
        for (int number = low; number <= high; number++) {
            IpAddress address = IpAddress.parse(text.substring(0, start) + number + text.substring(end));
            all.add(of(address, all.isEmpty() ? length : 32));
        }
        return all;
    }

    private static List<InterfaceAddress> range6(String text, int dash, int length) {
        int start = text.lastIndexOf(':', dash) + 1;
        int colon = text.indexOf(':', dash);
        int end = colon < 0 ? text.length() : colon;
        int low;
        int high;
        try {
            low = Integer.parseInt(text.substring(start, dash), 16);
            high = Integer.parseInt(text.substring(dash + 1, end), 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no range of addresses", e);
        }
        if (low < 0 || high < low || high - low > MOST_OF_A_RANGE) {
            throw new IllegalArgumentException("\"" + text + "\" is no range of addresses");
        }
        List<InterfaceAddress> all = new ArrayList<>();
        for (int number = low; number <= high; number++) {
            String one = text.substring(0, start) + Integer.toHexString(number) + text.substring(end);
            all.add(of(IpAddress.parse(one), length));
        }
        return all;
    }

    /** The address that a prefix and a MAC make (RFC 4291, modified EUI-64). */
    static InterfaceAddress eui64(IpAddress prefix, int length, MacAddress mac) {
        return of(IpAddress.of(eui64(prefix.octets(), mac)), length);
    }

    private static byte[] eui64(byte[] address, MacAddress mac) {
        byte[] octets = mac.octets();
        address[8] = (byte) (octets[0] ^ 2);
        address[9] = octets[1];
        address[10] = octets[2];
        address[11] = (byte) 0xff;
        address[12] = (byte) 0xfe;
        System.arraycopy(octets, 3, address, 13, 3);
        return address;
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
    static int maskLength(String text, boolean v4) {
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
