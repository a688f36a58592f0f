package org.nethook.netif.freebsd.rc.sh;

import java.util.List;

/** One command of sh. */
public sealed interface ShCommand {

    /** The line it begins on, from 1. */
    int line();

    /**
     * {@code NAME=value} in front of a command or alone.
     *
     * @param start where it begins in the text
     * @param end where it ends, exclusive
     */
    record Assignment(String name, ShWord value, int start, int end) {}

    /**
     * Assignments, a command's words and its redirections.
     *
     * @param redirects the targets of redirections that could fail, or whose expansion matters
     */
    record Simple(int line, List<Assignment> assignments, List<ShWord> words, List<ShWord> redirects)
            implements ShCommand {}

    /** Commands one after the other: a line, a brace group, the body of a file. */
    record Sequence(int line, List<ShCommand> commands) implements ShCommand {}

    /** Runs in a shell of its own, so that no variable of this one changes: {@code ( … )}, {@code … &}. */
    record Isolated(int line) implements ShCommand {}

    /** {@code left && right}, or {@code left || right}. */
    record AndOr(int line, ShCommand left, boolean and, ShCommand right) implements ShCommand {}

    /** {@code ! command}. */
    record Not(int line, ShCommand command) implements ShCommand {}

    /** {@code if}; {@code otherwise} is null without an else part. */
    record If(int line, ShCommand condition, ShCommand then, ShCommand otherwise) implements ShCommand {}

    /**
     * Commands of which nobody can say whether and how often they run: loops, case, the end of a pipe.
     *
     * @param what it is, for people
     * @param names variables it sets itself
     * @param words what is expanded
     */
    record Uncertain(int line, String what, List<String> names, List<ShWord> words, List<ShCommand> commands)
            implements ShCommand {}

    /** {@code name() body}. */
    record Function(int line, String name, ShCommand body) implements ShCommand {}

    /** A syntax error: the shell ends when it reads this line. */
    record Broken(int line, String message) implements ShCommand {}
}
