package org.nethook.netif.freebsd.resolver;

import java.util.ArrayList;
import java.util.List;

/** A text line by line. */
final class Lines {
    private Lines() {}

    /** The lines with their newlines, which the last one may lack. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** With a newline at its end, unless it is empty. */
    static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
