package org.nethook.host.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How interfaces stand, and what would be done about those that are not as wanted.
 *
 * @param at when the state was read
 * @param standings sorted by interface, then by plugin
 * @param unfinished a plan that was begun and has not ended
 */
public record PlanAnswer(Instant at, List<Standing> standings, Optional<Unfinished> unfinished) {

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

    /** Whether all stand as wanted, and no plan was left in the middle. */
    public boolean isInOrder() {
        return count(Standing.Kind.AS_WANTED) == standings.size()
                && unfinished.filter(plan -> !plan.isWatched()).isEmpty();
    }

    /** Whether a plugin could not find out how something stands. */
    public boolean isIncomplete() {
        return count(Standing.Kind.UNKNOWN) > 0;
    }
}
