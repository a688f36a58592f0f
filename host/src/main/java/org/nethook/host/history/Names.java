package org.nethook.host.history;

/** Finds the name of an interface in a text. */
final class Names {
    private Names() {}

    /** Whether the text has the name as a word of its own: hn1 is not in {@code hn10}. */
    static boolean in(String text, String ifName) {
        for (int at = text.indexOf(ifName); at >= 0 && !ifName.isEmpty(); at = text.indexOf(ifName, at + 1)) {
            int end = at + ifName.length();
            if ((at == 0 || !isPart(text.charAt(at - 1))) && (end == text.length() || !isPart(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
