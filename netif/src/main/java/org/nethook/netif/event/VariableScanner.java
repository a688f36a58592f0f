package org.nethook.netif.event;

/** Goes through the {@code key=value} words of a part of a line. */
final class VariableScanner {
    private final String text;
    private final int end;
    private int at;
    private String key;
    private String value;
    private String word;

    VariableScanner(String text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    /** Goes to the next word; false when there is none. */
    boolean next() throws EventLineException {
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        if (at >= end) {
            return false;
        }
        int equals = keyEnd(text, at);
        if (equals == at || equals >= end || text.charAt(equals) != '=') {
            key = null;
            value = null;
            word = takeWord();
            return true;
        }
        key = text.substring(at, equals);
        at = equals + 1;
        value = at < end && text.charAt(at) == '"' ? takeQuoted() : takeWord();
        return true;
    }

    /** The key; null when the word is not {@code key=value}. */
    String key() {
        return key;
    }

    /** The value, without quotes. */
    String value() {
        return value;
    }

    /** The word, when it is not {@code key=value}. */
    String word() {
        return word;
    }

    /** Where the letters, digits, underscores and hyphens that start at {@code from} end. */
    static int keyEnd(String text, int from) {
        int i = from;
        while (i < text.length() && (InterfaceNames.isWordCharacter(text.charAt(i)) || text.charAt(i) == '-')) {
            i++;
        }
        return i;
    }

    private String takeWord() {
        int start = at;
        while (at < end && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(start, at);
    }

    private String takeQuoted() throws EventLineException {
        StringBuilder unquoted = new StringBuilder();
        for (at++; at < end && text.charAt(at) != '"'; at++) {
            boolean escaped = text.charAt(at) == '\\'
                    && at + 1 < end
                    && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            if (escaped) {
                at++;
            }
            unquoted.append(text.charAt(at));
        }
        if (at >= end) {
            throw new EventLineException("the value of " + key + " has no closing quote");
        }
        at++;
        if (at < end && text.charAt(at) != ' ') {
            throw new EventLineException("the value of " + key + " goes on after its closing quote");
        }
        return unquoted.toString();
    }
}
