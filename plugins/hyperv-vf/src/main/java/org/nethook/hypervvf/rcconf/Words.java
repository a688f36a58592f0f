package org.nethook.hypervvf.rcconf;

import java.util.ArrayList;
import java.util.List;

/** Texts of rc.conf as sh takes them apart. */
final class Words {
    private Words() {}

    /** The words of a value; quotes keep blanks together, as rc evaluates the value once more. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                open = true;
            } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
            } else {
                word.append(c);
                open = true;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }

    /** As rc's checkyesno. */
    static boolean isYes(String text) {
        return text.equalsIgnoreCase("yes")
                || text.equalsIgnoreCase("true")
                || text.equalsIgnoreCase("on")
                || text.equals("1");
    }

    /** A decimal number up to 9 digits; -1 for any other text. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(text);
    }
}
