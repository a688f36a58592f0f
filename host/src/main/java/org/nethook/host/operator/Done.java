package org.nethook.host.operator;

import java.util.Optional;
import org.nethook.api.plan.PlanResult;

/**
 * What became of an order.
 *
 * @param standing the plan that was ordered
 * @param result how applying it ended; empty when the plan was no longer the right one, and nothing was done
 */
public record Done(Standing standing, Optional<PlanResult> result) {

    static Done overtaken(Standing standing) {
        return new Done(standing, Optional.empty());
    }

    /** Whether the machine is now as it was ordered. */
    public boolean isAsOrdered() {
        return result.isPresent() && (result.get().isAsWanted() || result.get().outcome() == PlanResult.Outcome.SHOWN);
    }
}
