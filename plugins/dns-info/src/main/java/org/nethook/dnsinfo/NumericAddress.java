package org.nethook.dnsinfo;

import org.nethook.api.netif.IpAddress;

/** The addresses that getaddrinfo(3) takes with AI_NUMERICHOST. */
final class NumericAddress {
    private static final int LONGEST_SCOPE = 15;
    /** An IPv6 address with a scope; IPv4 has no end, because of leading zeros. */
    private static final int LONGEST_TEXT = 45 + 1 + LONGEST_SCOPE;

    private NumericAddress() {}

    /**
     * The address as it is written, or, where that is longer than any address must be, in its usual form.
     *
     * @return null when it is none
     */
    static String text(String text) {
        IpAddress address = parse(text);
        return address == null || text.length() <= LONGEST_TEXT ? address == null ? null : text : address.toString();
    }

    /** IPv4 in all forms of inet_aton(3), such as {@code 127.1}; IPv6 with an optional {@code %scope}. Null when it is neither. */
    static IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    private static IpAddress ipv6(String text) {
        int percent = text.indexOf('%');
        if (percent >= 0 && !isScope(text.substring(percent + 1))) {
            return null;
        }
        try {
            IpAddress address = IpAddress.parse(percent < 0 ? text : text.substring(0, percent));
            return address.isV4() ? null : address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isScope(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_SCOPE;
    }

    /** One to four numbers; the last one fills the octets that are left. */
    private static IpAddress ipv4(String text) {
        long address = 0;
        int start = 0;
        for (int part = 1; part <= 4; part++) {
            int dot = text.indexOf('.', start);
            long value = number(text.substring(start, dot < 0 ? text.length() : dot));
            if (value < 0) {
                return null;
            }
            if (dot < 0) {
                return value < 1L << 8 * (5 - part) ? ipv4(address | value) : null;
            }
            if (value > 255) {
                return null;
            }
            address |= value << 8 * (4 - part);
            start = dot + 1;
        }
        return null;
    }

    private static IpAddress ipv4(long value) {
        return IpAddress.of(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }

    /** A decimal, octal ({@code 0…}) or hexadecimal ({@code 0x…}) number of at most 32 bits, or -1. */
    private static long number(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        int radix = hexadecimal ? 16 : text.startsWith("0") ? 8 : 10;
        long value = text.length() > (hexadecimal ? 2 : 0) ? 0 : -1;
        for (int i = hexadecimal ? 2 : 0; i < text.length() && value >= 0; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
            value = digit < 0 ? -1 : value * radix + digit;
            value = value > 0xffffffffL ? -1 : value;
        }
        return value;
    }
}
