package org.nethook.host.operator;

import java.time.Instant;
import java.util.List;

/**
 * How interfaces stand, and what would be done about those that are not as wanted.
 *
 * @param at when the state was read
 * @param standings sorted by interface, then by plugin
 */
public record PlanAnswer(Instant at, List<Standing> standings) {

    public PlanAnswer {
        standings = List.copyOf(standings);
    }

    /** How many stand like this. */
    public int count(Standing.Kind kind) {
        int count = 0;
        for (Standing standing : standings) {
            count += standing.kind() == kind ? 1 : 0;
        }
        return count;
    }

    /** Whether a plugin could not find out how something stands. */
    public boolean isIncomplete() {
        return count(Standing.Kind.UNKNOWN) > 0;
    }
}
