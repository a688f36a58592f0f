package org.nethook.host.journal;

import java.util.Objects;

/**
 * What made the host act. The thread that acts carries it, so that a plan, a note and an alarm are written down with it.
 */
public final class Cause {

    /** What can make the host act. */
    public enum Kind {
        /** An event came in; the text is the event. */
        EVENT,
        /** Someone ran a command; the text is the command. */
        COMMAND,
        /** Work that was given for later came due; the text says what, and what gave it. */
        TASK,
        /** The host itself, such as at its start. */
        HOST
    }

    private static final ThreadLocal<Cause> CURRENT = new ThreadLocal<>();

    private final Kind kind;
    private final String text;
    private final String ifName;
    private boolean recorded;

    private Cause(Kind kind, String text, String ifName) {
        this.kind = Objects.requireNonNull(kind);
        this.text = Objects.requireNonNull(text);
        this.ifName = Objects.requireNonNull(ifName);
    }

    /** An event, by its text. */
    public static Cause event(String text, String ifName) {
        return new Cause(Kind.EVENT, text, ifName);
    }

    /** A command with its arguments. */
    public static Cause command(String text) {
        return new Cause(Kind.COMMAND, text, "");
    }

    /** Work that this thread now gives for later. */
    public Cause later(String purpose) {
        return new Cause(Kind.TASK, kind == Kind.HOST ? purpose : purpose + ", after " + text, ifName);
    }

    /** The host itself. */
    public static Cause host(String text) {
        return new Cause(Kind.HOST, text, "");
    }

    /** A cause as it was written down. */
    public static Cause of(Kind kind, String text, String ifName) {
        return new Cause(kind, text, ifName);
    }

    /** What the current thread acts for; the host itself when nobody said. */
    public static Cause current() {
        Cause current = CURRENT.get();
        return current == null ? host("nethook") : current;
    }

    /** The current thread acts for this from now on. Returns what it acted for before, for {@link #leave}. */
    public Cause enter() {
        Cause before = CURRENT.get();
        CURRENT.set(this);
        return before;
    }

    /** The current thread acts for {@code before} again; null for nothing. */
    public static void leave(Cause before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** What it was, such as {@code ETHERNET mlxen0 IFATTACH}. */
    public String text() {
        return text;
    }

    /** The interface it was about; empty when about none. */
    public String ifName() {
        return ifName;
    }

    /** Whether this is the first time it is asked; whoever writes causes down asks once. */
    public synchronized boolean isNew() {
        boolean first = !recorded;
        recorded = true;
        return first;
    }

    @Override
    public String toString() {
        return text;
    }
}
