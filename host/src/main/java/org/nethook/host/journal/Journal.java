package org.nethook.host.journal;

import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;

/** Is told of everything the host does, as it does it. Called by one thread at a time. */
public interface Journal {

    /** An event came in; its listeners run next. */
    void event(InterfaceEvent event);

    /** A plugin's plan is about to be applied, or, in a dry run, is only shown. */
    void plan(String pluginId, Plan plan, boolean dryRun);

    /**
     * A step of the plan last told of ended.
     *
     * @param message why it failed; empty when it did not
     */
    void step(String pluginId, Step step, StepOutcome outcome, String message);

    /** Something worth knowing. */
    void note(String source, String message);

    /** Something an operator must look at. */
    void alarm(String source, String message);
}
