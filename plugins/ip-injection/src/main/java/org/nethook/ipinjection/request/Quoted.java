package org.nethook.ipinjection.request;

/** Untrusted text as it may be printed: in quotes, short, and with nothing in it that a terminal or a log would obey. */
public final class Quoted {
    private static final int LONGEST = 60;
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    /** The text in quotes; what is not printable ASCII as {@code \x0a}, what is too long cut off. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else if (c <= 0xff) {
                quoted.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            } else {
                quoted.append('?');
            }
        }
        return quoted.append(end < text.length() ? "\"..." : "\"").toString();
    }
}
