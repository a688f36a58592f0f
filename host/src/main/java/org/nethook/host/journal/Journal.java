package org.nethook.host.journal;

import java.time.Duration;
import java.time.Instant;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;

/**
 * Is told of everything the host does, as it does it. Called by one thread at a time. Why the host does it is {@link
 * Cause#current()}.
 */
public interface Journal {

    /** An event came in; its listeners run next. */
    void event(InterfaceEvent event);

    /** A plugin's plan is about to be applied, or, in a dry run, is only shown. */
    void plan(String pluginId, Plan plan, boolean dryRun);

    /**
     * A plan that an earlier run did not end is about to be finished or undone. Its steps are told as those of any plan, then
     * {@link #planEnded}.
     *
     * @param began when it was begun
     */
    default void recovery(String pluginId, Plan plan, Instant began) {
        // a note comes with it
    }

    /**
     * A plan that was applied is about to be undone, because the machine has had no working path since.
     *
     * @param after how long there was none
     */
    default void goingBack(String pluginId, Plan plan, Duration after) {
        // an alarm comes with it
    }

    /**
     * A step of the plan last told of ended.
     *
     * @param message why it failed, or what is odd about it; empty when there is nothing to say
     */
    void step(String pluginId, Step step, StepOutcome outcome, String message);

    /** The plan last told of ended. Not told of a dry run. */
    default void planEnded(String pluginId, Plan plan, PlanResult result) {
        // the steps told it already
    }

    /** Something worth knowing. */
    void note(String source, String message);

    /** Something an operator must look at. */
    void alarm(String source, String message);

    /** The same: a plugin's hook or task threw. */
    default void failure(String pluginId, String message) {
        alarm(pluginId, message);
    }
}
