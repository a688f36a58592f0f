package org.nethook.netif.freebsd.rc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.sh.ShVariables;
import org.nethook.netif.freebsd.rc.sh.UndecidedException;

/** The further addresses of an interface, as network.subr's {@code ifalias} finds and expands them. */
final class InterfaceAliases {
    private static final List<String> FAMILIES = List.of("inet", "inet6", "link", "ether");
    /** What means something to a shell that reads these texts a second time. */
    private static final String SPECIAL = "$`\"'\\;&|<>()~";

    private final String family;
    private final List<String> found = new ArrayList<>();

    private InterfaceAliases(String family) {
        this.family = family;
    }

    /**
     * The addresses of one family.
     *
     * @param part the interface's name as part of a variable's name
     * @param listed the words of {@code ifconfig_IF_aliases} and {@code ipv4_addrs_IF}, as {@code get_if_var} gives them
     * @throws SystemConfigException when only rc itself can tell
     */
    static List<String> of(String family, ShVariables variables, String part, List<String> listed, List<String> ranges)
            throws SystemConfigException {
        List<String> words = new ArrayList<>(listed);
        InterfaceAliases aliases = new InterfaceAliases(family);
        aliases.numbered(variables, "ifconfig_" + part + "_alias", words, false);
        if (family.equals("inet6")) {
            aliases.numbered(variables, "ipv6_ifconfig_" + part + "_alias", words, true);
        }
        for (String range : ranges) {
            words.add("inet");
            words.add(range);
        }
        aliases.group(words);
        return aliases.found;
    }

    /** Those that start with the family, in numeric order, up to the first empty one. */
    private void numbered(ShVariables variables, String prefix, List<String> words, boolean obsolete)
            throws SystemConfigException {
        List<Numbered> names = new ArrayList<>();
        for (String name : variables.names()) {
            if (name.startsWith(prefix) && name.length() > prefix.length() && isDigit(name.charAt(prefix.length()))) {
                names.add(new Numbered(number(name, prefix.length()), name));
            }
        }
        Collections.sort(names);
        for (Numbered each : names) {
            String value;
            try {
                value = variables.value(each.name);
            } catch (UndecidedException e) {
                throw new SystemConfigException(each.name + " cannot be decided: " + e.getMessage());
            }
            String own = family(value);
            if (value.isEmpty()) {
                return;
            } else if (obsolete) {
                words.add("inet6");
            } else if (own.isEmpty() && family.equals("inet")) {
                words.add("inet");
            } else if (!own.equals(family)) {
                continue;
            }
            words.addAll(InterfaceRules.words(value));
        }
    }

    private static String family(String value) {
        for (String each : FAMILIES) {
            if (value.startsWith(each + " ")) {
                return each;
            }
        }
        return "";
    }

    private static long number(String name, int from) throws SystemConfigException {
        int to = from;
        while (to < name.length() && isDigit(name.charAt(to))) {
            to++;
        }
        return decimal(name.substring(from, to));
    }

    private static long decimal(String digits) throws SystemConfigException {
        boolean plain = !digits.isEmpty() && digits.length() <= 15;
        for (int i = 0; i < digits.length(); i++) {
            plain &= isDigit(digits.charAt(i));
        }
        if (!plain) {
            throw new SystemConfigException("what rc makes of the number \"" + digits + "\" is not certain");
        }
        return Long.parseLong(digits);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Each word that is a family begins an address. */
    private void group(List<String> words) throws SystemConfigException {
        List<String> group = new ArrayList<>();
        for (String word : words) {
            if (FAMILIES.contains(word)) {
                address(group, false);
                group.clear();
            }
            group.add(word);
        }
        address(group, true);
    }

    /** All but the last group are evaluated a second time by rc. */
    private void address(List<String> group, boolean last) throws SystemConfigException {
        if (group.size() < 2 || !group.get(0).equals(family)) {
            return;
        }
        for (String word : group) {
            boolean plain = !InterfaceRules.hasPattern(word) && (last || word.charAt(0) != '#');
            for (int i = 0; i < word.length() && !last; i++) {
                plain &= SPECIAL.indexOf(word.charAt(i)) < 0;
            }
            if (!plain) {
                throw new SystemConfigException("the alias \"" + String.join(" ", group)
                        + "\" is evaluated a second time by rc; what that does is not certain");
            }
        }
        List<String> options = group.subList(2, group.size());
        for (String option : options) {
            if (isRange(option)) {
                throw new SystemConfigException("the alias \"" + String.join(" ", group) + "\" has \"" + option
                        + "\", which rc takes for a range; what it makes of it is not certain");
            }
        }
        for (String address : AddressRange.expand(family, group.get(1), options)) {
            String rest = options.isEmpty() ? "" : " " + String.join(" ", options);
            found.add(family + " " + address + rest);
        }
    }

    /** Whether rc takes a word for a range of addresses. */
    static boolean isRange(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == '-' && Character.digit(word.charAt(i - 1), 16) >= 0) {
                return true;
            }
        }
        return false;
    }

    private record Numbered(long number, String name) implements Comparable<Numbered> {
        @Override
        public int compareTo(Numbered other) {
            int byNumber = Long.compare(number, other.number);
            return byNumber != 0 ? byNumber : name.compareTo(other.name);
        }
    }
}
