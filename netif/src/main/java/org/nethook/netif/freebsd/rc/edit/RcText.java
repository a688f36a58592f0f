package org.nethook.netif.freebsd.rc.edit;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.rc.sh.ShCommand;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Assignment;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Sequence;
import org.nethook.netif.freebsd.rc.sh.ShCommand.Simple;
import org.nethook.netif.freebsd.rc.sh.ShParser;
import org.nethook.netif.freebsd.rc.sh.ShScanner;

/**
 * The text of one file and the assignments in it that surely run: those that are commands of their own, not in an {@code if},
 * a function or before a command. Changed as sysrc(8) would; whether a shell then reads what is wanted is for others to see.
 */
final class RcText {
    private final String text;
    private final List<Assignment> plain = new ArrayList<>();

    RcText(String text) {
        this.text = text;
        if (text.indexOf('\0') >= 0) {
            return; // sh drops them, so that no place in the text is certain
        }
        for (ShCommand line : new ShParser(new ShScanner(text)).parseFile()) {
            if (line instanceof Sequence sequence) {
                for (ShCommand command : sequence.commands()) {
                    if (command instanceof Simple simple
                            && simple.words().isEmpty()
                            && simple.redirects().isEmpty()) {
                        plain.addAll(simple.assignments());
                    }
                }
            }
        }
    }

    /** Whether one of the assignments is this variable's. */
    boolean sets(String name) {
        return last(name) != null;
    }

    private Assignment last(String name) {
        Assignment last = null;
        for (Assignment each : plain) {
            last = each.name().equals(name) ? each : last;
        }
        return last;
    }

    /** With another value in the last assignment, or with a new one at the end. */
    String with(String name, String value) {
        Assignment last = last(name);
        if (last == null) {
            boolean open = !text.isEmpty() && !text.endsWith("\n");
            return text + (open ? "\n" : "") + name + "=" + doubleQuoted(value) + "\n";
        }
        int from = text.indexOf('=', last.start()) + 1;
        boolean single = text.charAt(Math.min(from, text.length() - 1)) == '\'' && value.indexOf('\'') < 0;
        String quoted = single ? "'" + value + "'" : doubleQuoted(value);
        return text.substring(0, from) + quoted + text.substring(last.end());
    }

    /** Without any assignment of this variable. A line that has nothing else goes as a whole, its comment too. */
    String without(String name) {
        StringBuilder rest = new StringBuilder(text);
        for (int i = plain.size() - 1; i >= 0; i--) {
            Assignment each = plain.get(i);
            if (each.name().equals(name)) {
                cut(rest, each.start(), each.end());
            }
        }
        return rest.toString();
    }

    private static void cut(StringBuilder rest, int start, int end) {
        int from = start;
        while (from > 0 && isBlank(rest.charAt(from - 1))) {
            from--;
        }
        int to = skipBlanks(rest, end);
        if (to < rest.length() && rest.charAt(to) == ';' && (to + 1 == rest.length() || rest.charAt(to + 1) != ';')) {
            to = skipBlanks(rest, to + 1);
        }
        boolean first = from == 0 || rest.charAt(from - 1) == '\n';
        boolean last = to == rest.length() || rest.charAt(to) == '\n';
        if (first && !last && rest.charAt(to) == '#' && to > end) {
            int lineEnd = rest.indexOf("\n", to);
            to = lineEnd < 0 ? rest.length() : lineEnd;
            last = true;
        }
        if (first && last) {
            rest.delete(from, to < rest.length() ? to + 1 : to);
        } else {
            rest.delete(start, to);
        }
    }

    private static int skipBlanks(CharSequence text, int from) {
        int to = from;
        while (to < text.length() && isBlank(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A value between double quotes, in which sh finds nothing but that value. */
    static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '$' || c == '`' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
