package org.nethook.host.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;

/**
 * Applies plans one at a time: step, verify, step, verify. When a step fails, it and those before it are undone in
 * reverse order, so that a machine is left as it was found.
 */
public final class PlanExecutor {
    private final StepTarget target;
    private final Journal journal;
    private final boolean dryRun;

    /** @param dryRun whether plans are only shown */
    public PlanExecutor(StepTarget target, Journal journal, boolean dryRun) {
        this.target = target;
        this.journal = journal;
        this.dryRun = dryRun;
    }

    /** Applies a plan, or shows it in a dry run. */
    public synchronized PlanResult apply(String pluginId, Plan plan) {
        if (plan.isEmpty()) {
            return new PlanResult(Outcome.NOTHING_TO_DO, "");
        }
        journal.plan(pluginId, plan, dryRun);
        if (dryRun) {
            return new PlanResult(Outcome.SHOWN, "");
        }
        List<Step> touched = new ArrayList<>();
        for (Step step : plan.steps()) {
            String failure = apply(step, touched);
            if (failure != null) {
                journal.step(pluginId, step, StepOutcome.FAILED, failure);
                boolean clean = undo(pluginId, touched);
                return new PlanResult(
                        clean ? Outcome.UNDONE : Outcome.LEFT_HALF_DONE, step.describe() + ": " + failure);
            }
            journal.step(pluginId, step, StepOutcome.DONE, "");
        }
        return new PlanResult(Outcome.APPLIED, "");
    }

    /** Why the step failed, or null. A step the kernel accepted counts as touched even when it cannot be verified. */
    private String apply(Step step, List<Step> touched) {
        try {
            step.apply(target);
            touched.add(step);
            return step.isDone(target)
                    ? null
                    : "the kernel accepted it, but the state read back is not as it should be";
        } catch (NetifException e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            return "bug: " + e;
        }
    }

    private boolean undo(String pluginId, List<Step> touched) {
        boolean clean = true;
        for (int i = touched.size() - 1; i >= 0; i--) {
            Optional<Step> undo = touched.get(i).undo();
            String failure = undo.isEmpty() ? "nothing undoes it" : apply(undo.get(), new ArrayList<>());
            Step shown = undo.orElse(touched.get(i));
            journal.step(
                    pluginId,
                    shown,
                    failure == null ? StepOutcome.UNDONE : StepOutcome.UNDO_FAILED,
                    failure == null ? "" : failure);
            clean &= failure == null;
        }
        return clean;
    }
}
