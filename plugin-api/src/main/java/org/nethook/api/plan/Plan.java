package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;

/**
 * An intended change as data.
 *
 * @param ifName the interface the plan is for; what {@code nethook explain} finds it by
 * @param reason why, in one line an operator understands
 * @param steps what, in order; none when the state is already as wanted
 */
public record Plan(String ifName, String reason, List<Step> steps) {

    public Plan {
        Objects.requireNonNull(ifName);
        Objects.requireNonNull(reason);
        steps = List.copyOf(steps);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
