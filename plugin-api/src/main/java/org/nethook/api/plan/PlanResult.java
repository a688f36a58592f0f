package org.nethook.api.plan;

import java.util.Objects;

/**
 * What became of a plan.
 *
 * @param outcome how it ended
 * @param message which step failed and why, one line; empty when none did
 */
public record PlanResult(Outcome outcome, String message) {

    /** How a plan can end. */
    public enum Outcome {
        /** The state was already as wanted. */
        NOTHING_TO_DO,
        /** A dry run: shown, not applied. */
        SHOWN,
        /** Every step was applied and verified. */
        APPLIED,
        /** Nothing was changed: it cannot be journalled, or another plan is in the way. An alarm was raised. */
        REFUSED,
        /** A step failed; every step before it was undone. */
        UNDONE,
        /** A step failed, and at least one before it could not be undone: an operator must look. */
        LEFT_HALF_DONE
    }

    public PlanResult {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(message);
    }

    /** Whether the state is now as the plan wanted it. */
    public boolean isAsWanted() {
        return outcome == Outcome.APPLIED || outcome == Outcome.NOTHING_TO_DO;
    }
}
