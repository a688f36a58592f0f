package org.nethook.netif.freebsd.rc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nethook.netif.freebsd.rc.sh.ShExpansion;

/** What network.subr does with the variables of an interface. */
final class InterfaceRules {
    private static final List<String> NO_ADDRESSES =
            List.of("pflog", "pfsync", "usbus", "an", "ath", "ipw", "ipfw", "iwi", "iwn", "ral", "wi", "wl", "wpi");
    private static final List<String> NEVER_DHCP = List.of("lo", "stf", "lp", "sl");
    private static final List<String> KEYWORDS = List.of("DHCP", "NOAUTO", "NOSYNCDHCP", "SYNCDHCP", "WPA", "HOSTAP");

    private InterfaceRules() {}

    /** An interface's name as part of a variable's name: each of {@code . - / +} is an underscore, but not in front. */
    static String namePart(String ifName) {
        StringBuilder out = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= ifName.length(); i++) {
            boolean end = i == ifName.length();
            if (end && start == i || !end && ".-/+".indexOf(ifName.charAt(i)) < 0) {
                continue;
            }
            if (out.length() > 0) {
                out.append('_');
            }
            out.append(ifName, start, i);
            start = i + 1;
        }
        return out.toString();
    }

    /** Whether rc never runs DHCP on interfaces of this name: loopback, wireless parents and others without addresses. */
    static boolean isNeverDhcp(String ifName) {
        return isOneOf(NEVER_DHCP, ifName) || hasNoAddresses(ifName);
    }

    /** Whether rc gives interfaces of this name no addresses. */
    static boolean hasNoAddresses(String ifName) {
        return isOneOf(NO_ADDRESSES, ifName);
    }

    private static boolean isOneOf(List<String> prefixes, String ifName) {
        for (String prefix : prefixes) {
            int next = prefix.length();
            if (ifName.startsWith(prefix)
                    && ifName.length() > next
                    && ifName.charAt(next) >= '0'
                    && ifName.charAt(next) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** Whether the words of an interface's arguments ask for DHCP. */
    static boolean asksForDhcp(List<String> words) {
        for (String word : words) {
            if (word.equalsIgnoreCase("DHCP")
                    || word.equalsIgnoreCase("SYNCDHCP")
                    || word.equalsIgnoreCase("NOSYNCDHCP")) {
                return true;
            }
        }
        return false;
    }

    /** What rc hands on to ifconfig(8): no keywords, and no {@code vnet} with the word after it. */
    static String withoutKeywords(List<String> words) {
        List<String> kept = new ArrayList<>();
        boolean jail = false;
        for (String word : words) {
            boolean before = jail;
            jail = !jail && word.equals("vnet");
            if (!before && !jail && !KEYWORDS.contains(word.toUpperCase(Locale.ROOT))) {
                kept.add(word);
            }
        }
        return echo(kept);
    }

    /** Whether sh takes an unquoted text for a pattern of file names. */
    static boolean hasPattern(String text) {
        int bracket = text.indexOf('[');
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || bracket >= 0 && text.indexOf(']', bracket) > 0;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ShExpansion.isBlank(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** A text with each run of blanks made one; blanks at the ends stay, as where it stands inside of a word. */
    static String squeeze(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!ShExpansion.isBlank(text.charAt(i))) {
                out.append(text.charAt(i));
            } else if (i == 0 || !ShExpansion.isBlank(text.charAt(i - 1))) {
                out.append(' ');
            }
        }
        return out.toString();
    }

    /** What {@code echo} prints of its arguments, as a command substitution takes it. */
    static String echo(List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        boolean option = first.equals("-n") || first.equals("-e");
        String text = String.join(" ", arguments.subList(option ? 1 : 0, arguments.size()));
        if (first.equals("-e")) {
            text = unescape(text);
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String unescape(String text) {
        String escapes = "abefnrtv\\";
        String meanings = "\u0007\b\u001b\f\n\r\t\u000b\\";
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next == 'c') {
                break;
            } else if (next == '0') {
                int value = 0;
                i++;
                for (int k = 0; k < 3 && i + 1 < text.length() && isOctal(text.charAt(i + 1)); k++) {
                    value = value << 3 | text.charAt(++i) - '0';
                }
                if ((value & 0xff) != 0) {
                    out.append((char) (value & 0xff));
                }
            } else if (next != 0 && escapes.indexOf(next) >= 0) {
                out.append(meanings.charAt(escapes.indexOf(next)));
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
