package org.nethook.host.timeline;

/**
 * How text is dressed up.
 *
 * @param colour whether escape sequences colour it
 * @param drawing whether lines and marks are drawn with characters outside ASCII
 * @param width the columns that long text is broken to fit into; 0 leaves every line whole, for grep
 */
public record Style(boolean colour, boolean drawing, int width) {

    /** Text for a pipe, a file, or a terminal that can do no better. */
    public static final Style PLAIN = new Style(false, false, 0);

    /** What a part of the text is. */
    enum Ink {
        PLAIN(""),
        FAINT("2"),
        STRONG("1"),
        COMMENT("3"),
        HARDWARE("1;33"),
        EVENT("36"),
        PLUGIN("35"),
        GOOD("32"),
        GOOD_STRONG("1;32"),
        BAD("1;31"),
        ALARM("1;97;41");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    String bar() {
        return drawing ? "│" : "|";
    }

    String rule() {
        return drawing ? "─" : "-";
    }

    String topJoint() {
        return drawing ? "┬" : "+";
    }

    String bottomJoint() {
        return drawing ? "┴" : "+";
    }

    String separator() {
        return drawing ? " · " : ", ";
    }

    /** Appends text in an ink, and makes what a terminal would obey visible instead. */
    void append(StringBuilder line, Ink ink, String text) {
        boolean dressed = colour && !ink.code.isEmpty();
        if (dressed) {
            line.append("\033[").append(ink.code).append('m');
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(c < ' ' || c >= 0x7f && c < 0xa0 ? '?' : c);
        }
        if (dressed) {
            line.append("\033[0m");
        }
    }
}
