package org.nethook.netif.freebsd.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.attribute.AddressScope;

/**
 * The variable {@code name_servers} of resolvconf.conf(5), which resolvconf(8) puts before all servers that interfaces have. The
 * file is a piece of shell; only an assignment of plain addresses in a line of its own is understood and written.
 */
final class ResolvconfConf {
    private static final String VARIABLE = "name_servers=";

    private ResolvconfConf() {}

    /** Why the variable cannot be changed; empty when it can. */
    static Optional<String> objection(String text, String path) {
        int number = 0;
        int found = 0;
        for (String line : Lines.of(text)) {
            number++;
            boolean mentions = line.contains("name_servers") && !line.strip().startsWith("#");
            if (mentions && !line.contains("name_servers_append") && parse(line) == null) {
                return Optional.of("line " + number + " of " + path
                        + " computes name_servers, or does more than to set it; nethook changes only a line such as"
                        + " name_servers=\"10.0.0.53\"");
            }
            found += mentions && parse(line) != null ? 1 : 0;
        }
        return found > 1 ? Optional.of(path + " sets name_servers more than once") : Optional.empty();
    }

    /** The addresses of the variable; those of the machine itself too. */
    static List<IpAddress> nameServers(String text) {
        for (String line : Lines.of(text)) {
            List<IpAddress> servers = parse(line);
            if (servers != null) {
                return servers;
            }
        }
        return List.of();
    }

    /** The variable's servers that are not this machine's own. */
    static List<IpAddress> upstream(String text) {
        List<IpAddress> servers = new ArrayList<>();
        for (IpAddress each : nameServers(text)) {
            if (each.scope() != AddressScope.HOST) {
                servers.add(each);
            }
        }
        return servers;
    }

    /** The text with these servers; the machine's own resolver stays in front where it was. */
    static String with(String text, List<IpAddress> servers) {
        StringBuilder value = new StringBuilder();
        for (IpAddress each : nameServers(text)) {
            if (each.scope() == AddressScope.HOST && !servers.contains(each)) {
                value.append(value.length() == 0 ? "" : " ").append(each);
            }
        }
        for (IpAddress each : servers) {
            value.append(value.length() == 0 ? "" : " ").append(each);
        }
        String assignment = VARIABLE + "\"" + value + "\"\n";
        StringBuilder result = new StringBuilder();
        boolean written = false;
        for (String line : Lines.of(text)) {
            boolean is = parse(line) != null;
            result.append(is ? assignment : line);
            written |= is;
        }
        return written ? result.toString() : Lines.ended(text) + assignment;
    }

    /** Everything else than the variable. */
    static String rest(String text) {
        StringBuilder rest = new StringBuilder();
        for (String line : Lines.of(text)) {
            if (parse(line) == null) {
                rest.append(line);
            }
        }
        return Lines.ended(rest.toString());
    }

    /** Whether resolvconf(8) makes the forwarders of an unbound(8) that resolv.conf asks, as local-unbound-setup(8) has it. */
    static boolean feedsUnbound(String text) {
        boolean unbound = false;
        for (String line : Lines.of(text)) {
            unbound |= line.strip().startsWith("unbound_conf=");
        }
        return unbound;
    }

    /** The addresses that the line sets the variable to; null when it does anything else. */
    private static List<IpAddress> parse(String line) {
        String text = line.strip();
        if (!text.startsWith(VARIABLE)) {
            return null;
        }
        String value = text.substring(VARIABLE.length());
        int length = value.length();
        char quote = length == 0 ? 0 : value.charAt(0);
        if (quote == '"' || quote == '\'') {
            if (length < 2 || value.charAt(length - 1) != quote) {
                return null;
            }
            value = value.substring(1, length - 1);
        } else if (value.indexOf(' ') >= 0 || value.indexOf('\t') >= 0) {
            return null;
        }
        List<IpAddress> servers = new ArrayList<>();
        try {
            for (String word : value.split("[ \t]+")) {
                if (!word.isEmpty()) {
                    servers.add(IpAddress.parse(word));
                }
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return servers;
    }
}
