package org.nethook.api.netif;

import java.util.Arrays;

/** The text forms of IP addresses. */
final class IpText {
    private IpText() {}

    /** Four octets, or null when the text is not an IPv4 address. */
    static byte[] parse4(String text) {
        byte[] octets = new byte[4];
        int position = 0;
        for (int i = 0; i < 4; i++) {
            int end = i < 3 ? text.indexOf('.', position) : text.length();
            if (end <= position || end - position > 3) {
                return null;
            }
            int value = 0;
            for (int k = position; k < end; k++) {
                char c = text.charAt(k);
                if (c < '0' || c > '9') {
                    return null;
                }
                value = value * 10 + c - '0';
            }
            if (value > 255 || end - position > 1 && text.charAt(position) == '0') {
                return null;
            }
            octets[i] = (byte) value;
            position = end + 1;
        }
        return octets;
    }

    /** Sixteen octets, or null when the text is not an IPv6 address. */
    static byte[] parse6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text, true);
            return all != null && all.length == 16 ? all : null;
        }
        byte[] head = groups(text.substring(0, gap), false);
        byte[] tail = groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length > 14) {
            return null;
        }
        byte[] octets = new byte[16];
        System.arraycopy(head, 0, octets, 0, head.length);
        System.arraycopy(tail, 0, octets, 16 - tail.length, tail.length);
        return octets;
    }

    /** The octets of colon-separated groups; the last ones of an address may be an IPv4 address. */
    private static byte[] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        byte[] octets = new byte[18];
        int length = 0;
        int position = 0;
        while (true) {
            int colon = text.indexOf(':', position);
            String group = text.substring(position, colon < 0 ? text.length() : colon);
            if (length > 14) {
                return null;
            }
            if (colon < 0 && group.indexOf('.') >= 0) {
                byte[] v4 = parse4(group);
                if (v4 == null || length > 12 || !last) {
                    return null;
                }
                System.arraycopy(v4, 0, octets, length, 4);
                return Arrays.copyOf(octets, length + 4);
            }
            int value = hex(group);
            if (value < 0) {
                return null;
            }
            octets[length++] = (byte) (value >> 8);
            octets[length++] = (byte) value;
            if (colon < 0) {
                return Arrays.copyOf(octets, length);
            }
            position = colon + 1;
        }
    }

    private static int hex(String group) {
        if (group.isEmpty() || group.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < group.length(); i++) {
            char c = group.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String format(byte[] octets) {
        StringBuilder text = new StringBuilder(40);
        if (octets.length == 4) {
            for (int i = 0; i < 4; i++) {
                text.append(i == 0 ? "" : ".").append(octets[i] & 0xff);
            }
            return text.toString();
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && group(octets, i + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = i;
                bestLength = length;
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(octets, i)));
        }
        return text.toString();
    }

    private static int group(byte[] octets, int index) {
        return (octets[index * 2] & 0xff) << 8 | octets[index * 2 + 1] & 0xff;
    }
}
