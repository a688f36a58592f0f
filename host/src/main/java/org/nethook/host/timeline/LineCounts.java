package org.nethook.host.timeline;

import java.util.List;

/**
 * What became of the lines of a recording; every line is in exactly one of comments, events and malformed.
 *
 * @param read lines in all
 * @param comments blank lines and those that start with {@code #}
 * @param events lines that were events
 * @param unwanted events that no plugin asked for
 * @param malformed lines that were no events, dropped
 */
public record LineCounts(int read, int comments, int events, int unwanted, List<Malformed> malformed) {

    /**
     * A line that was dropped.
     *
     * @param line its number, from 1
     * @param reason what is wrong with it
     */
    public record Malformed(int line, String reason) {}

    public LineCounts {
        malformed = List.copyOf(malformed);
    }
}
