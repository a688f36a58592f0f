package org.nethook.host.journal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.Scheduler;
import org.nethook.api.event.InterfaceEvent;

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
    private final Instant at;

    private Cause(Kind kind, String text, String ifName, Instant at) {
        this.kind = Objects.requireNonNull(kind);
        this.text = Objects.requireNonNull(text);
        this.ifName = Objects.requireNonNull(ifName);
        this.at = at;
    }

    /** An event. */
    public static Cause event(InterfaceEvent event) {
        return new Cause(Kind.EVENT, event.toString(), event.ifName(), event.at());
    }

    /** A command with its arguments. */
    public static Cause command(String text) {
        return new Cause(Kind.COMMAND, text, "", null);
    }

    /** Work that this thread now gives for later. Work that gives itself again is the same work. */
    public Cause later(String purpose) {
        if (kind == Kind.TASK && (text.equals(purpose) || text.startsWith(purpose + ", after "))) {
            return this;
        }
        return new Cause(Kind.TASK, kind == Kind.HOST ? purpose : purpose + ", after " + text, ifName, null);
    }

    /** The host itself. */
    public static Cause host(String text) {
        return new Cause(Kind.HOST, text, "", null);
    }

    /** A cause as it was written down. */
    public static Cause of(Kind kind, String text, String ifName) {
        return new Cause(kind, text, ifName, null);
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

    /** When the event came in; empty for any other cause. */
    public Optional<Instant> at() {
        return Optional.ofNullable(at);
    }

    /** The task, for whatever thread runs it. */
    public Scheduler.Task around(Scheduler.Task task) {
        return new Caused(this, task);
    }

    private record Caused(Cause cause, Scheduler.Task task) implements Scheduler.Task {
        @Override
        public void run() throws Exception {
            Cause before = cause.enter();
            try {
                task.run();
            } finally {
                leave(before);
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
