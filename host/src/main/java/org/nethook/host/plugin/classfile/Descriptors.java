package org.nethook.host.plugin.classfile;

/** The texts by which class files name types: {@code I}, {@code [Ljava/lang/String;}, {@code (IJ)V}. JVMS, chapter 4.3. */
final class Descriptors {
    private static final String PRIMITIVES = "BCDFIJSZ";

    private Descriptors() {}

    /** Whether it is the descriptor of a field or method. */
    static boolean isGood(String text) {
        int at = 0;
        if (text.startsWith("(")) {
            at = 1;
            while (at < text.length() && text.charAt(at) != ')') {
                at = afterType(text, at);
                if (at < 0) {
                    return false;
                }
            }
            at++;
            if (text.startsWith("V", at)) {
                return at + 1 == text.length();
            }
        }
        return afterType(text, at) == text.length();
    }

    /** Where the type that begins here ends; -1 when none begins here. */
    private static int afterType(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
        }
        if (at >= text.length()) {
            return -1;
        }
        if (PRIMITIVES.indexOf(text.charAt(at)) >= 0) {
            return at + 1;
        }
        int end = text.charAt(at) == 'L' ? text.indexOf(';', at) : -1;
        return end > at + 1 ? end + 1 : -1;
    }
}
