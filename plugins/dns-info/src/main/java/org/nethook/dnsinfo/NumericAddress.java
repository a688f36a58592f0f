package org.nethook.dnsinfo;

import org.nethook.api.netif.IpAddress;

/** The addresses that getaddrinfo(3) takes with AI_NUMERICHOST. */
final class NumericAddress {
    private static final int LONGEST_SCOPE = 15;

    private NumericAddress() {}

    /** IPv4 in all forms of inet_aton(3), such as {@code 127.1}; IPv6 with an optional {@code %scope}. */
    static boolean isValid(String text) {
        return text.indexOf(':') < 0 ? isIpv4(text) : isIpv6(text);
    }

    private static boolean isIpv6(String text) {
        int percent = text.indexOf('%');
        if (percent >= 0 && !isScope(text.substring(percent + 1))) {
            return false;
        }
        try {
            return !IpAddress.parse(percent < 0 ? text : text.substring(0, percent))
                    .isV4();
        } catch (IllegalArgumentException e) {
            return false;
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
    private static boolean isIpv4(String text) {
        int start = 0;
        for (int part = 1; part <= 4; part++) {
            int dot = text.indexOf('.', start);
            long value = number(text.substring(start, dot < 0 ? text.length() : dot));
            if (value < 0) {
                return false;
            }
            if (dot < 0) {
                return value < 1L << 8 * (5 - part);
            }
            if (value > 255) {
                return false;
            }
            start = dot + 1;
        }
        return false;
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
