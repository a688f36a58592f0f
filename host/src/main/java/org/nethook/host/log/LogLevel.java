package org.nethook.host.log;

import org.slf4j.event.Level;

/** How much is logged, from nothing to everything. */
public enum LogLevel {
    /** Nothing. */
    OFF,
    /** What went wrong. */
    ERROR,
    /** And what looks wrong. */
    WARN,
    /** And what happens. */
    INFO,
    /** And why, with the stack traces of failures and what pf4j says. */
    DEBUG,
    /** And everything else. */
    TRACE;

    /** Whether a message of this level is logged. */
    boolean admits(Level level) {
        switch (level) {
            case ERROR:
                return compareTo(ERROR) >= 0;
            case WARN:
                return compareTo(WARN) >= 0;
            case INFO:
                return compareTo(INFO) >= 0;
            case DEBUG:
                return compareTo(DEBUG) >= 0;
            default:
                return this == TRACE;
        }
    }
}
