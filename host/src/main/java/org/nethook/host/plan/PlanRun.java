package org.nethook.host.plan;

import java.util.Optional;
import java.util.function.Consumer;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.api.plan.SystemConfigStep;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.pending.PendingLog;
import org.nethook.host.pending.PendingPlan;
import org.nethook.host.pending.Progress;
import org.nethook.host.state.StateException;

/**
 * Brings a plan to its end from wherever the log says it is: forward while its steps can be applied, and back when one
 * cannot. Each step is logged before and after. The lock is held. An interrupt is kept for later: half a plan helps nobody.
 */
final class PlanRun {
    private static final String EXISTS = "EEXIST";

    private final PendingPlan plan;
    private final PendingLog log;
    private final StepTarget target;
    private final Journal journal;
    /** The step whose call the kernel refused, and whether because somebody else had done it. */
    private int refused = -1;
    /** The step that the kernel accepted, but that could not be verified. */
    private int accepted = -1;

    private boolean refusedAsThere;
    private String failure;
    /** Whether the kernel accepted what was applied last. */
    private boolean taken;
    /** Whether what was to be undone last was so already. */
    private boolean found;

    private boolean interrupted;

    PlanRun(PendingPlan plan, PendingLog log, StepTarget target, Journal journal) {
        this.plan = plan;
        this.log = log;
        this.target = target.withNotes(new Notes(journal, plan.pluginId()));
        this.journal = journal;
    }

    /** Goes forward, or back where the log says so. A step that was begun may have been done: that is looked at. */
    PlanResult run() {
        try {
            if (plan.backTo().isPresent()) {
                return back(plan.backReason());
            }
            for (int i = plan.earlier(); i < plan.steps().size(); i++) {
                String why = forward(i);
                if (why != null) {
                    Step step = plan.steps().get(i);
                    journal.step(plan.pluginId(), step, StepOutcome.FAILED, why);
                    String reason = step.describe() + ": " + why;
                    log.backIfPossible(plan, plan.earlier(), reason);
                    return back(reason);
                }
            }
            return new PlanResult(Outcome.APPLIED, "");
        } finally {
            restoreInterrupt();
        }
    }

    /** Undoes all, earlier steps included. */
    PlanResult undoAll(String reason) {
        try {
            log.backIfPossible(plan, 0, reason);
            return back(reason);
        } finally {
            restoreInterrupt();
        }
    }

    /** Why the step cannot be done; null when it is done. */
    private String forward(int i) {
        Progress progress = plan.progress(i);
        if (progress != Progress.WAITING && progress != Progress.DOING) {
            return null;
        }
        Step step = plan.steps().get(i);
        keepInterrupt();
        try {
            boolean begun = progress == Progress.DOING;
            if (begun && step.isVerifiable() && isDone(step)) {
                log.progress(plan, i, Progress.DONE);
                journal.step(plan.pluginId(), step, StepOutcome.DONE, "done before the host was stopped");
                return null;
            }
            Optional<String> obstacle = step.obstacle(target);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            if (!begun && step.isVerifiable() && isDone(step)) {
                log.progress(plan, i, Progress.FOUND);
                journal.step(plan.pluginId(), step, StepOutcome.DONE, "was so already");
                return null;
            }
            log.progress(plan, i, Progress.DOING);
            if (!apply(step)) {
                if (taken) {
                    accepted = i;
                } else {
                    refused = i;
                }
                return failure;
            }
            log.progress(plan, i, Progress.DONE);
            journal.step(plan.pluginId(), step, StepOutcome.DONE, "");
            return null;
        } catch (NetifException | StateException e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            return "bug: " + e;
        }
    }

    /** A state that cannot be read is not the one wanted; what is in the way says why. */
    private boolean isDone(Step step) {
        try {
            return step.isDone(target);
        } catch (NetifException e) {
            return false;
        }
    }

    /** Applies and verifies; false, with the failure, when the kernel refused or the state read back is another. */
    private boolean apply(Step step) {
        refusedAsThere = false;
        taken = false;
        try {
            step.apply(target);
            taken = true;
            if (isSeenDone(step)) {
                return true;
            }
            failure = "the kernel accepted it, but the state read back is not as it should be";
        } catch (NetifException e) {
            refusedAsThere = e.errno().isPresent() && e.errno().get().name().equals(EXISTS);
            failure = e.getMessage();
        } catch (RuntimeException e) {
            failure = "bug: " + e;
        }
        return false;
    }

    /**
     * Reads back what was accepted, and once more if the kernel does not tell. A step that nothing undoes is then believed: to undo
     * the others without it would end between.
     */
    private boolean isSeenDone(Step step) throws NetifException {
        try {
            return step.isDone(target);
        } catch (NetifException e) {
            return step.undo().isEmpty() || step.isDone(target);
        }
    }

    /** What still cannot be undone may be once the rest is, or goes with its interface: that is tried again. */
    private PlanResult back(String reason) {
        boolean foreign = refusedAsThere;
        int to = plan.backTo().isPresent() ? plan.backTo().get() : plan.earlier();
        boolean clean = back(to, foreign);
        if (!clean && !plan.left().isEmpty()) {
            clean = back(to, foreign);
        }
        return new PlanResult(clean ? Outcome.UNDONE : Outcome.LEFT_HALF_DONE, reason);
    }

    private boolean back(int to, boolean foreign) {
        boolean clean = true;
        for (int i = plan.steps().size() - 1; i >= to; i--) {
            if (plan.isTouched(i)) {
                clean &= undo(i, i == refused && foreign);
            }
            clean &= plan.progress(i) != Progress.LASTING;
        }
        return clean;
    }

    /** Whether nothing of the step is left. */
    private boolean undo(int i, boolean foreign) {
        Step step = plan.steps().get(i);
        Optional<Step> undo = step.undo();
        keepInterrupt();
        if (foreign) {
            log.progressIfPossible(plan, i, Progress.UNDONE); // somebody else's, and none of ours to undo
            return true;
        }
        if (undo.isEmpty()) {
            return last(i, step);
        }
        boolean begun = plan.progress(i) == Progress.DOING;
        String why = undo(i, undo.get());
        if (why != null) {
            why = undo(i, undo.get()); // at once, because what follows may stand on it
        }
        if (why == null && !(begun && found)) {
            journal.step(plan.pluginId(), undo.get(), StepOutcome.UNDONE, found ? "was so already" : "");
        } else if (why != null && !isMoot(undo.get())) {
            journal.step(plan.pluginId(), undo.get(), StepOutcome.UNDO_FAILED, why);
            return false;
        } else if (why != null) {
            journal.step(plan.pluginId(), undo.get(), StepOutcome.UNDONE, "the interface is gone");
        }
        log.progressIfPossible(plan, i, Progress.UNDONE);
        return true;
    }

    /** Nothing undoes the step: that matters only when it was done. */
    private boolean last(int i, Step step) {
        boolean done = plan.progress(i) == Progress.DONE || i != refused && isDone(step);
        log.progressIfPossible(plan, i, done ? Progress.LASTING : Progress.UNDONE);
        if (done) {
            journal.step(plan.pluginId(), step, StepOutcome.UNDO_FAILED, "nothing undoes it");
        }
        return !done;
    }

    /** Why it could not be undone; null when it is undone. What is known to have been done is undone without a look. */
    private String undo(int i, Step undo) {
        found = false;
        try {
            boolean known = plan.progress(i) == Progress.DONE || i == accepted;
            if (!known && isUndone(undo)) {
                return null;
            }
            Optional<String> obstacle = undo.obstacle(target);
            if (obstacle.isPresent()) {
                return isUndone(undo) ? null : obstacle.get();
            }
            log.progressIfPossible(plan, i, Progress.UNDOING);
            return apply(undo) || isUndone(undo) ? null : failure;
        } catch (NetifException e) {
            return isUndone(undo) ? null : e.getMessage();
        } catch (RuntimeException e) {
            return "bug: " + e;
        }
    }

    private boolean isUndone(Step undo) {
        found = undo.isVerifiable() && isDone(undo);
        return found;
    }

    /** What went took its state along. */
    private boolean isMoot(Step undo) {
        if (undo instanceof InterfaceStep.Create || undo instanceof SystemConfigStep) {
            return false;
        }
        try {
            for (String ifName : undo.interfaces()) {
                if (target.query().find(ifName).isEmpty()) {
                    return true;
                }
            }
        } catch (NetifException e) {
            return false;
        }
        return false;
    }

    private void keepInterrupt() {
        interrupted |= Thread.interrupted();
    }

    private void restoreInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What steps have to tell. */
    private record Notes(Journal journal, String pluginId) implements Consumer<String> {
        @Override
        public void accept(String note) {
            journal.note(pluginId, note);
        }
    }
}
