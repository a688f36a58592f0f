package org.nethook.dnsinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the forward zones of unbound.conf(5), as local-unbound-setup(8) and resolvconf(8) write them. Words are {@code keyword:}
 * followed by a value, however they stand on lines; a comment begins with {@code #} at the begin of a word.
 */
final class ForwardConf {
    private static final Set<String> CLAUSES = Set.of(
            "forward-zone:", "stub-zone:", "auth-zone:", "server:", "remote-control:", "view:", "python:", "cachedb:");

    private final List<String> servers = new ArrayList<>();
    private final List<String> ofZone = new ArrayList<>();
    private boolean inForwardZone;
    private boolean ofEverything;

    private ForwardConf() {}

    /** The addresses that everything is forwarded to, as they are written but without port and name; none when nothing is. */
    static List<String> servers(String text) {
        ForwardConf read = new ForwardConf();
        String keyword = "";
        for (int next = 0; next < text.length(); ) {
            int end = endOfWord(text, next);
            if (end == next) {
                next++;
            } else if (text.charAt(next) == '#') {
                int newline = text.indexOf('\n', next);
                next = newline < 0 ? text.length() : newline;
            } else {
                keyword = read.take(keyword, text.substring(next, end));
                next = end;
            }
        }
        read.endClause();
        return read.servers;
    }

    /** Takes a word that follows this keyword, if any; returns the keyword that the next one follows. */
    private String take(String keyword, String word) {
        if (!keyword.isEmpty()) {
            set(keyword, unquoted(word));
            return "";
        }
        int colon = word.indexOf(':') + 1;
        String name = word.substring(0, colon);
        if (beginsClause(name)) {
            return "";
        }
        if (colon == word.length()) {
            return name;
        }
        set(name, unquoted(word.substring(colon)));
        return "";
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && word.charAt(0) == '"' && word.endsWith("\"");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    private boolean beginsClause(String word) {
        if (!CLAUSES.contains(word)) {
            return false;
        }
        endClause();
        inForwardZone = word.equals("forward-zone:");
        return true;
    }

    private void endClause() {
        if (ofEverything) {
            servers.addAll(ofZone);
        }
        ofZone.clear();
        ofEverything = false;
    }

    private void set(String keyword, String value) {
        if (inForwardZone && keyword.equals("name:")) {
            ofEverything = value.equals(".");
        } else if (inForwardZone && keyword.equals("forward-addr:")) {
            int end = 0;
            while (end < value.length() && value.charAt(end) != '@' && value.charAt(end) != '#') {
                end++;
            }
            String address = NumericAddress.text(value.substring(0, end));
            if (address != null) {
                ofZone.add(address);
            }
        }
    }
}
