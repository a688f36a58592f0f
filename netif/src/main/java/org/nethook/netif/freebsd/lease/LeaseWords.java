package org.nethook.netif.freebsd.lease;

/** Cuts the text of a lease file into words as dhclient's conflex.c does, as far as its own files need it. */
final class LeaseWords {
    private final String text;
    private int next;

    LeaseWords(String text) {
        this.text = text;
    }

    /** A brace, comma or semicolon; a string with its first quote in front; else what stands between blanks. Null at the end. */
    String next() {
        skipBlanksAndComments();
        if (next >= text.length()) {
            return null;
        }
        int start = next;
        char c = text.charAt(next++);
        if (c == '"') {
            return string();
        }
        if (!isPunctuation(c)) {
            while (next < text.length() && !endsWord(text.charAt(next))) {
                next++;
            }
        }
        return text.substring(start, next);
    }

    private void skipBlanksAndComments() {
        while (next < text.length()) {
            char c = text.charAt(next);
            if (c == '#') {
                int newline = text.indexOf('\n', next);
                next = newline < 0 ? text.length() : newline;
            } else if (c > ' ') {
                return;
            } else {
                next++;
            }
        }
    }

    /** A backslash takes the character after it as it is; the file's end ends a string too. */
    private String string() {
        StringBuilder string = new StringBuilder("\"");
        while (next < text.length() && text.charAt(next) != '"') {
            if (text.charAt(next) == '\\' && next + 1 < text.length()) {
                next++;
            }
            string.append(text.charAt(next++));
        }
        next++;
        return string.toString();
    }

    private static boolean endsWord(char c) {
        return c <= ' ' || c == '"' || c == '#' || isPunctuation(c);
    }

    private static boolean isPunctuation(char c) {
        return c == '{' || c == '}' || c == ';' || c == ',';
    }
}
