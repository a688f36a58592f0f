package org.nethook.host.operator.text;

import org.nethook.host.log.OneLine;

/** Text for a terminal: lines that are broken between words, the rest of each under its beginning. */
final class Page {
    /** What no window of an operator is wider than, and no log line needs. */
    static final int WIDEST = 100;

    private final StringBuilder text = new StringBuilder();
    private final int width;

    /** @param width columns that a line may have; 0 leaves every line whole, for grep */
    Page(int width) {
        this.width = width <= 0 ? 0 : Math.min(width, WIDEST);
    }

    /** A line. */
    Page line(String line) {
        return line("", line);
    }

    /** A line that begins with {@code lead}; where the rest has to be broken, it goes on in the column after that. */
    Page line(String lead, String rest) {
        String left = OneLine.of(rest);
        String margin = lead;
        int room = width == 0 ? Integer.MAX_VALUE : Math.max(20, width - lead.length());
        while (left.length() > room) {
            int space = left.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            end(margin + left.substring(0, end));
            left = left.substring(end).strip();
            margin = " ".repeat(lead.length());
        }
        end(margin + left);
        return this;
    }

    private void end(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** An empty line, unless there is nothing above it. */
    Page gap() {
        if (text.length() > 0) {
            text.append('\n');
        }
        return this;
    }

    /** The text, padded with blanks to this width. */
    static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** {@code 1 step}, {@code 2 steps}. */
    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
