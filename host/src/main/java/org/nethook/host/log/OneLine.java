package org.nethook.host.log;

/** Text that came from outside, made fit to be printed as one line. */
public final class OneLine {
    private OneLine() {}

    /** The text with each control character, line break and direction mark as its {@code \}{@code uXXXX} number. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnprintable(text.charAt(i))) {
                return escape(text, i);
            }
        }
        return text;
    }

    private static String escape(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnprintable(c)) {
                String number = Integer.toHexString(c);
                clean.append("\\u").append("0000", number.length(), 4).append(number);
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isUnprintable(char c) {
        return c < ' ' || c >= 0x7f && c <= 0x9f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }
}
