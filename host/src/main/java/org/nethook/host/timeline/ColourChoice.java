package org.nethook.host.timeline;

import java.io.Console;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Map;

/** When to dress text up: {@code --color=auto|always|never}. */
public enum ColourChoice {
    /** On a terminal, unless the environment asks not to. */
    AUTO,
    /** Also in a pipe. */
    ALWAYS,
    /** Nowhere. */
    NEVER;

    private static final int LEAST_WIDTH = 80;

    /** The style for standard output of this process. */
    public Style style() {
        return style(System.getenv(), isTerminal(), nativeCharset());
    }

    /**
     * The style for an output.
     *
     * @param environment {@code NO_COLOR} (no-color.org) and {@code TERM=dumb} ask for plain text; {@code COLUMNS} is the
     *     terminal's width, 80 unless it is set
     * @param terminal whether the output is a terminal
     * @param charset what the terminal shows; characters outside ASCII are drawn only when it is UTF-8
     */
    Style style(Map<String, String> environment, boolean terminal, String charset) {
        String noColor = environment.get("NO_COLOR");
        boolean asked = noColor != null && !noColor.isEmpty() || "dumb".equals(environment.get("TERM"));
        if (this == NEVER || this == AUTO && (!terminal || asked)) {
            return Style.PLAIN;
        }
        return new Style(true, "UTF-8".equalsIgnoreCase(charset), width(environment.get("COLUMNS")));
    }

    private static int width(String columns) {
        boolean number = columns != null && columns.matches("[0-9]{2,4}");
        return number ? Math.max(LEAST_WIDTH, Integer.parseInt(columns)) : LEAST_WIDTH;
    }

    private static String nativeCharset() {
        return System.getProperty("native.encoding", Charset.defaultCharset().name());
    }

    /** Whether standard input and output are a terminal. */
    public static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal, and this method to tell.
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (Boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
