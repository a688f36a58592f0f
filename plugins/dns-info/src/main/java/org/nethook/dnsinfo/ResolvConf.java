package org.nethook.dnsinfo;

import java.util.ArrayList;
import java.util.List;

/** Reads resolv.conf(5) as libc's res_init does (lib/libc/resolv/res_init.c). */
final class ResolvConf {
    /** MAXNS in resolv.h: further servers are not used. */
    private static final int MOST_SERVERS = 3;
    /** The resolver's line buffer holds this many characters; what is longer is read as a further line. */
    private static final int LONGEST_LINE = 1023;

    private static final String KEYWORD = "nameserver";

    private ResolvConf() {}

    /** The addresses of the name servers in their order, as they are written. */
    static List<String> nameServers(String text) {
        List<String> servers = new ArrayList<>();
        int start = 0;
        while (start < text.length() && servers.size() < MOST_SERVERS) {
            int newline = text.indexOf('\n', start);
            int end = Math.min(newline < 0 ? text.length() : newline, start + LONGEST_LINE);
            String address = value(text.substring(start, end));
            if (NumericAddress.isValid(address)) {
                servers.add(address);
            }
            start = end == newline ? end + 1 : end;
        }
        return servers;
    }

    /** What follows the keyword; empty when this is no line with a name server. */
    private static String value(String line) {
        int start = KEYWORD.length();
        if (!line.startsWith(KEYWORD) || start == line.length() || !isBlank(line.charAt(start))) {
            return "";
        }
        while (start < line.length() && isBlank(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && !isBlank(line.charAt(end)) && ";#\0".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
