package org.nethook.netif.freebsd.rc;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.SystemConfigException;

/** Ranges such as {@code 10.0.0.4-6/24}, as network.subr's {@code ifalias_expand_addr} expands them. */
final class AddressRange {
    /** rc's netif_ipexpand_max: so many beyond the first two. */
    private static final int MOST = 2048;

    private AddressRange() {}

    /**
     * The addresses, each with its prefix length, which options such as {@code netmask} take the place of.
     *
     * @param word an address or a range
     * @throws SystemConfigException when what rc makes of it is not certain
     */
    static List<String> expand(String family, String word, List<String> options) throws SystemConfigException {
        if (!InterfaceAliases.isRange(word)) {
            return List.of(word);
        }
        boolean inet = family.equals("inet");
        String all = String.join(" ", options);
        if (!inet && !family.equals("inet6") || word.contains("--")) {
            throw uncertain(word);
        }
        List<String> addresses = inet ? inet(word) : inet6(word);
        if (all.contains(inet ? "netmask" : "prefixlen")) {
            for (int i = 0; i < addresses.size(); i++) {
                String address = addresses.get(i);
                addresses.set(i, address.substring(0, address.indexOf('/')));
            }
        }
        return addresses;
    }

    private static SystemConfigException uncertain(String word) {
        return new SystemConfigException("what rc makes of the range \"" + word + "\" is not certain");
    }

    /** Without a prefix length the first address gets 32, and all others get 32 in any case. */
    private static List<String> inet(String word) throws SystemConfigException {
        int slash = word.indexOf('/');
        String address = slash < 0 ? word : word.substring(0, slash);
        String length = slash < 0 ? "32" : word.substring(slash + 1);
        int dash = address.indexOf('-');
        int from = address.lastIndexOf('.', dash < 0 ? 0 : dash) + 1;
        int to = dash < 0 ? -1 : address.indexOf('.', dash);
        to = to < 0 ? address.length() : to;
        if (dash < 0 || address.indexOf('-', dash + 1) >= 0 || length.isEmpty() || length.indexOf('/') >= 0) {
            throw uncertain(word);
        }
        int low = number(address.substring(from, dash), 10, word);
        int high = number(address.substring(dash + 1, to), 10, word);
        List<String> addresses = new ArrayList<>();
        for (int i = low; i <= high && i <= low + MOST + 1; i++) {
            String plain = address.substring(0, from) + i + address.substring(to);
            addresses.add(plain + "/" + (i == low ? length : "32"));
        }
        return addresses;
    }

    /** Without a prefix length all get 64. */
    private static List<String> inet6(String word) throws SystemConfigException {
        int slash = word.indexOf('/');
        String address = slash < 0 ? word : word.substring(0, slash);
        String length = slash < 0 ? "64" : word.substring(slash + 1);
        int dash = address.indexOf('-');
        if (dash < 0
                || address.indexOf('-', dash + 1) >= 0
                || address.indexOf('.') >= 0
                || length.isEmpty()
                || length.indexOf('/') >= 0) {
            throw uncertain(word);
        }
        int from = address.lastIndexOf(':', dash) + 1;
        int to = address.indexOf(':', dash);
        to = to < 0 ? address.length() : to;
        if (from == 0) {
            throw uncertain(word);
        }
        int low = number(address.substring(from, dash), 16, word);
        int high = number(address.substring(dash + 1, to), 16, word);
        List<String> addresses = new ArrayList<>();
        for (int i = low; i <= high && i <= low + MOST + 1; i++) {
            String digits = Integer.toHexString(i);
            String padded = "0".repeat(Math.max(0, 4 - digits.length())) + digits;
            addresses.add(address.substring(0, from) + padded + address.substring(to) + "/" + length);
        }
        return addresses;
    }

    private static int number(String digits, int radix, String word) throws SystemConfigException {
        boolean plain = !digits.isEmpty()
                && digits.length() <= 4
                && (radix == 16 || digits.length() == 1 || digits.charAt(0) != '0');
        for (int i = 0; i < digits.length(); i++) {
            plain &= Character.digit(digits.charAt(i), radix) >= 0;
        }
        if (!plain) {
            throw uncertain(word);
        }
        return Integer.parseInt(digits, radix);
    }
}
