package org.nethook.netif.freebsd.rc.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a program to its end. */
public interface ShellRunner {

    /**
     * How it ended.
     *
     * @param status its exit status; empty when it was killed because it took too long
     * @param output what it wrote to standard output and error, ISO 8859-1, no more than a mebibyte
     */
    record Ended(Optional<Integer> status, String output) {}

    /**
     * Runs it in {@code /}, with a path as its only environment and no input.
     *
     * @param command the program and its arguments
     * @throws IOException when it cannot be started
     */
    Ended run(List<String> command, Duration limit) throws IOException;
}
