package org.nethook.host.log;

import java.io.PrintStream;
import org.slf4j.event.Level;

/** What is logged and where to, for the whole process. */
public final class HostLog {
    private static volatile LogLevel level = LogLevel.INFO;
    private static volatile PrintStream out = System.err;
    private static volatile boolean priorities;

    private HostLog() {}

    /** Logs from now on at this level, to this stream. */
    public static void configure(LogLevel newLevel, PrintStream newOut) {
        level = newLevel;
        out = newOut;
    }

    /** Whether each line begins with its priority, such as {@code <6>}, for a reader that keeps priorities (sd-daemon(3)). */
    public static void withPriorities(boolean wanted) {
        priorities = wanted;
    }

    /** The level in force. */
    public static LogLevel level() {
        return level;
    }

    /** pf4j tells at INFO what nobody asked and at ERROR what the plugin loader reports better: debuggers only. */
    static boolean admits(String logger, Level wanted) {
        return level.admits(wanted) && (level.compareTo(LogLevel.DEBUG) >= 0 || !logger.startsWith("org.pf4j."));
    }

    static void write(String logger, Level wanted, String message, Throwable thrown) {
        StringBuilder line = new StringBuilder(message.length() + 64);
        if (priorities) {
            line.append('<').append(priority(wanted)).append('>');
        }
        line.append(wanted.name()).append(' ').append(logger).append(": ").append(message);
        boolean withTrace = thrown != null && level.compareTo(LogLevel.DEBUG) >= 0;
        if (thrown != null && !withTrace) {
            line.append(": ").append(thrown);
        }
        PrintStream to = out;
        to.println(OneLine.of(line.toString()));
        if (withTrace) {
            thrown.printStackTrace(to);
        }
    }

    /** As syslog(3) numbers it. */
    private static int priority(Level level) {
        switch (level) {
            case ERROR:
                return 3;
            case WARN:
                return 4;
            case INFO:
                return 6;
            default:
                return 7;
        }
    }
}
