package org.nethook.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * One thing an operator would have been told.
 *
 * @param at when, since the machine was switched on
 * @param kind what it is
 * @param source the plugin; {@code "hardware"} or {@code "devctl"} where no plugin is the source
 * @param text the line
 */
public record Told(Duration at, Kind kind, String source, String text) {

    /** What can be told. */
    public enum Kind {
        /** The hardware, or the test, did something. */
        HARDWARE,
        /** An event came in. */
        EVENT,
        /** A plan is about to be applied or, in a dry run, only shown; the text is its reason. */
        PLAN,
        /** A step was applied and verified. */
        STEP,
        /** A step failed; the text ends with why. */
        STEP_FAILED,
        /** A step was undone. */
        STEP_UNDONE,
        /** A note. */
        NOTE,
        /** An alarm: a plugin's own, or that it failed. */
        ALARM
    }

    public Told {
        Objects.requireNonNull(at);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(source);
        Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
        return at.toMillis() + "ms " + kind + " " + source + ": " + text;
    }
}
