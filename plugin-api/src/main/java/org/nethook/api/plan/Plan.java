package org.nethook.api.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An intended change as data.
 *
 * @param ifName the interface the plan is for; what {@code nethook explain} finds it by
 * @param reason why, in one line an operator understands
 * @param notes further lines of why, such as {@code why lagg1: lagg0 has the ports em0 and em1}
 * @param steps what, in order; none when the state is already as wanted
 * @param goesBackAfter when the machine had a working path before the plan and has none for that long after it, the plan is
 *     undone and an alarm raised; empty never to go back. Positive
 */
public record Plan(
        String ifName, String reason, List<String> notes, List<Step> steps, Optional<Duration> goesBackAfter) {

    /** @throws IllegalArgumentException when it is to go back after no time at all */
    public Plan {
        Objects.requireNonNull(ifName);
        Objects.requireNonNull(reason);
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
        if (goesBackAfter.isPresent()
                && (goesBackAfter.get().isNegative() || goesBackAfter.get().isZero())) {
            throw new IllegalArgumentException("a plan cannot go back after " + goesBackAfter.get());
        }
    }

    /** A plan without notes that never goes back. */
    public Plan(String ifName, String reason, List<Step> steps) {
        this(ifName, reason, List.of(), steps, Optional.empty());
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
