package org.nethook.ipinjection.rcconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A value such as {@code inet 10.0.0.4 netmask 255.255.255.0 mtu 9000 DHCP}, taken apart: addresses by family, and the rest. */
final class IfconfigWords {
    private final List<String> words;
    /** Each an address with what belongs to it, such as its netmask. */
    private final List<String> v4 = new ArrayList<>();

    private final List<String> v6 = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private String dhcp = "";

    private IfconfigWords(List<String> words) {
        this.words = words;
    }

    static IfconfigWords of(String value) {
        List<String> words = new ArrayList<>();
        for (String word : value.split("[ \t\n]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        IfconfigWords parsed = new IfconfigWords(words);
        parsed.read();
        return parsed;
    }

    private void read() {
        int i = 0;
        while (i < words.size()) {
            String word = words.get(i);
            String upper = word.toUpperCase(Locale.ROOT);
            if (upper.equals("DHCP") || upper.equals("SYNCDHCP") || upper.equals("NOSYNCDHCP")) {
                dhcp = upper;
                i++;
            } else if (word.equals("inet") || word.equals("inet6") || word.equals("alias") || word.equals("add")) {
                i++; // said again where it is needed
            } else if (isAddress4(word) || isAddress6(word)) {
                i = address(i);
            } else if (takesAnother(word) && i + 1 < words.size()) {
                rest.add(word);
                rest.add(words.get(i + 1)); // an argument that could look like an address
                i += 2;
            } else {
                rest.add(word);
                i++;
            }
        }
    }

    private int address(int start) {
        boolean four = isAddress4(words.get(start));
        StringBuilder text = new StringBuilder(words.get(start));
        int i = start + 1;
        while (i < words.size()) {
            String word = words.get(i);
            if ((word.equals("netmask") || word.equals("prefixlen") || word.equals("broadcast"))
                    && i + 1 < words.size()) {
                text.append(' ').append(word).append(' ').append(words.get(i + 1));
                i += 2;
            } else if (word.equals("alias") || word.equals("add")) {
                i++;
            } else {
                break;
            }
        }
        (four ? v4 : v6).add(text.toString());
        return i;
    }

    private static boolean takesAnother(String word) {
        switch (word) {
            case "ether":
            case "link":
            case "lladdr":
            case "name":
            case "description":
            case "descr":
            case "group":
            case "media":
            case "mediaopt":
            case "mtu":
            case "fib":
            case "vlan":
            case "vlandev":
            case "vhid":
            case "pass":
            case "advskew":
            case "advbase":
                return true;
            default:
                return false;
        }
    }

    /** Digits and dots, with a range or a prefix length where there is one. */
    private static boolean isAddress4(String word) {
        int dots = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            dots += c == '.' ? 1 : 0;
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '/') {
                return false;
            }
        }
        return dots == 3;
    }

    private static boolean isAddress6(String word) {
        int colons = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '%') {
                break;
            }
            colons += c == ':' ? 1 : 0;
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.' && c != '-' && c != '/') {
                return false;
            }
        }
        return colons >= 2;
    }

    List<String> addresses(boolean four) {
        return four ? v4 : v6;
    }

    /** All that is neither an address nor DHCP. */
    List<String> rest() {
        return rest;
    }

    /** DHCP, SYNCDHCP or NOSYNCDHCP; empty for none. */
    String dhcp() {
        return dhcp;
    }
}
