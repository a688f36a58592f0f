package org.nethook.dnsinfo;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads resolv.conf(5) as libc's res_init does (lib/libc/resolv/res_init.c), but takes all servers where that stops at three: who asks
 * wants to know what is set.
 */
final class ResolvConf {
    /** MAXNS in resolv.h: the resolver uses no further ones. */
    static final int USED_SERVERS = 3;
    /** The resolver's line buffer holds this many characters; what is longer is read as a further line. */
    private static final int LONGEST_LINE = 1023;
    /** What it keeps of the domains to search; MAXDNSRCH and MAXDFLSRCH in resolv.h. */
    private static final int LONGEST_SEARCH = 255;

    private static final int MOST_DOMAINS = 6;
    private static final int MOST_PARENTS = 3;

    private final List<String> servers = new ArrayList<>();
    private List<String> search = List.of();

    private ResolvConf() {}

    /** Reads the text, a byte a character. */
    static ResolvConf of(String text) {
        ResolvConf read = new ResolvConf();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = Math.min(newline < 0 ? text.length() : newline, start + LONGEST_LINE);
            read.take(text.substring(start, end));
            start = end == newline ? end + 1 : end;
        }
        return read;
    }

    /** The addresses of the name servers in their order, as they are written; each shorter than 64 characters. */
    List<String> servers() {
        return servers;
    }

    /** The domains that are searched in their order; none where the resolver would take them from the machine's own name. */
    List<String> search() {
        return search;
    }

    private void take(String line) {
        int nul = line.indexOf('\0');
        String text = nul < 0 ? line : line.substring(0, nul);
        if (isAbout("nameserver", text)) {
            String server = NumericAddress.text(word(text, "nameserver".length(), " \t;#"));
            if (server != null) {
                servers.add(server);
            }
        } else if (isAbout("search", text)) {
            search = words(text, "search".length());
        } else if (isAbout("domain", text)) {
            String domain = word(text, "domain".length(), " \t");
            search = domain.isEmpty() ? search : withParents(domain);
        }
    }

    private static boolean isAbout(String keyword, String line) {
        return line.startsWith(keyword) && line.length() > keyword.length() && isBlank(line.charAt(keyword.length()));
    }

    /** What follows the blanks, up to one of these characters. */
    private static String word(String line, int from, String ends) {
        int start = from;
        while (start < line.length() && isBlank(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && ends.indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(start, end);
    }

    private List<String> words(String line, int from) {
        String first = word(line, from, "");
        String all = first.substring(0, Math.min(first.length(), LONGEST_SEARCH));
        List<String> words = new ArrayList<>();
        for (int next = 0; next < all.length() && words.size() < MOST_DOMAINS; ) {
            String word = word(all, next, " \t");
            if (!word.isEmpty()) {
                words.add(word);
            }
            next = word.isEmpty() ? all.length() : all.indexOf(word, next) + word.length();
        }
        return words.isEmpty() ? search : words;
    }

    /** A domain and, where it has three parts or more, those above it that have two or more; three in all. */
    private static List<String> withParents(String domain) {
        String rest = domain.substring(0, Math.min(domain.length(), LONGEST_SEARCH));
        int dots = 0;
        for (int i = 0; i < rest.length(); i++) {
            dots += rest.charAt(i) == '.' ? 1 : 0;
        }
        List<String> domains = new ArrayList<>(List.of(rest));
        for (; dots >= 2 && domains.size() < MOST_PARENTS; dots--) {
            rest = rest.substring(rest.indexOf('.') + 1);
            domains.add(rest);
        }
        return domains;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
