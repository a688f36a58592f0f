package org.nethook.netif.script;

/** A text as one word of a command line for sh, so that a line that is shown can be copied. */
public final class ShellWord {
    private static final String PLAIN = "/._-+,:@%=";

    private ShellWord() {}

    /** The text itself where that is one word to a shell, and no option; else in quotes. */
    public static String of(Object text) {
        String word = text.toString();
        boolean plain = !word.isEmpty() && word.charAt(0) != '-';
        for (int i = 0; plain && i < word.length(); i++) {
            char c = word.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
