package org.nethook.netif.freebsd.rc.sh;

import java.util.List;

/**
 * One word of sh as it was written, before expansion.
 *
 * @param parts its pieces from left to right
 * @param line the line it begins on, from 1
 */
public record ShWord(List<Part> parts, int line) {

    public ShWord {
        parts = List.copyOf(parts);
    }

    /** A piece of a word. */
    public sealed interface Part permits Text, Parameter, Opaque {}

    /** Characters that stand for themselves. Empty quotes are an empty quoted text. */
    public record Text(String text, boolean quoted) implements Part {}

    /**
     * A reference such as {@code ${name:-word}}.
     *
     * @param name a variable or a special parameter such as {@code 1} or {@code @}
     * @param operator what follows the name, such as {@code :-}; empty for a plain reference
     * @param word the operator's operand; null without one
     */
    public record Parameter(String name, String operator, ShWord word, boolean quoted) implements Part {}

    /**
     * Something that only a shell can expand.
     *
     * @param what it is, such as {@code command substitution}
     * @param fatal whether expanding it may end the shell or change a variable
     */
    public record Opaque(String what, boolean fatal) implements Part {}

    /** The text of a word without quotes and references, or null; this is how reserved words and names are found. */
    String bareText() {
        if (parts.size() == 1 && parts.get(0) instanceof Text text && !text.quoted()) {
            return text.text();
        }
        return null;
    }

    /** The text of a word without references, its quotes removed, or null. */
    String literal() {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Text text)) {
                return null;
            }
            all.append(text.text());
        }
        return all.toString();
    }

    /** Whether a name can be a variable's: ASCII letters, digits and underscores, no digit in front. */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNameCharacter(text.charAt(i), i == 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isNameCharacter(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || !first && c >= '0' && c <= '9';
    }
}
