package org.nethook.host.control;

/** Writes a text as a JSON string; by hand, because a one-shot client that asks the resident host pays for each class. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    quoted.append(HEX.charAt(c >> shift & 15));
                }
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
