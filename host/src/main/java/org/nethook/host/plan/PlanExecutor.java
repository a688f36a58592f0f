package org.nethook.host.plan;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.pending.PendingLog;
import org.nethook.host.pending.PendingPlan;
import org.nethook.host.pending.Progress;
import org.nethook.host.plan.WorkingPath.Kind;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;
import org.nethook.host.state.Storage;
import org.nethook.netif.Timer;

/**
 * Applies plans, one at a time on the whole machine: log, look for obstacles, step, verify, log. When a step fails, it and
 * those before it are undone in reverse order. Whenever the host is killed, the log tells the next one what may have been
 * done, and it finishes the plan or undoes it. A plan that cuts the machine off is undone after a while.
 *
 * <p>Without a log nothing is changed. A thread that is interrupted ends the plan first. Safe for use by several threads.
 */
public final class PlanExecutor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String HOST = "nethook";

    private final StepTarget target;
    private final Journal journal;
    private final StateDirectory state;
    private final PendingLog log;
    private final Timer timer;
    private final InstantSource clock;
    private final boolean dryRun;
    private boolean looking;

    /**
     * @param timer runs the looks whether there is a working path again
     * @param clock the timer's
     * @param dryRun whether plans are only shown
     */
    public PlanExecutor(
            StepTarget target,
            Journal journal,
            StateDirectory state,
            Timer timer,
            InstantSource clock,
            boolean dryRun) {
        this.target = target;
        this.journal = journal;
        this.state = state;
        this.log = new PendingLog(state);
        this.timer = timer;
        this.clock = clock;
        this.dryRun = dryRun;
    }

    /** Applies a plan, or shows it in a dry run. */
    public PlanResult apply(String pluginId, Plan plan) {
        if (plan.isEmpty()) {
            return new PlanResult(Outcome.NOTHING_TO_DO, "");
        }
        if (dryRun) {
            journal.plan(pluginId, plan, true);
            return new PlanResult(Outcome.SHOWN, "");
        }
        if (Thread.currentThread().isInterrupted()) {
            return refuse(pluginId, plan, "the plugin was interrupted before");
        }
        Storage.Held lock;
        try {
            lock = lock(PATIENCE);
        } catch (StateException e) {
            return refuse(pluginId, plan, e.getMessage());
        }
        try {
            return applyLocked(pluginId, plan);
        } finally {
            lock.close();
        }
    }

    /**
     * Finishes or undoes what an earlier run began and did not end, unless somebody is at it. Costs one look when there is
     * nothing. What cannot be brought to an end is an alarm.
     */
    public void recover() {
        recover(false);
    }

    private void recover(boolean again) {
        if (dryRun || !log.exists()) {
            return;
        }
        Storage.Held lock;
        try {
            lock = state.storage().lock(Duration.ZERO);
        } catch (Storage.LockedException e) {
            if (again) {
                lookLater(PAUSE); // whoever has it applies another plan, perhaps
            }
            return;
        } catch (IOException e) {
            journal.alarm(HOST, "an unfinished plan cannot be looked at: " + e.getMessage());
            return;
        }
        try {
            watch(settle());
        } catch (StateException e) {
            journal.alarm(HOST, e.getMessage());
        } finally {
            lock.close();
        }
    }

    private Storage.Held lock(Duration patience) throws StateException {
        try {
            return state.storage().lock(patience);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new StateException(reason, e);
        }
    }

    private PlanResult refuse(String pluginId, Plan plan, String why) {
        journal.plan(pluginId, plan, false);
        PlanResult result = new PlanResult(Outcome.REFUSED, why);
        journal.alarm(pluginId, "the plan for " + plan.ifName() + " was not begun, nothing is changed: " + why);
        journal.planEnded(pluginId, plan, result);
        return result;
    }

    private PlanResult applyLocked(String pluginId, Plan plan) {
        PendingPlan pending;
        try {
            pending = begin(pluginId, plan, settle());
        } catch (StateException | NetifException e) {
            return refuse(pluginId, plan, e.getMessage());
        } catch (RuntimeException e) {
            return refuse(pluginId, plan, "bug: " + e);
        }
        journal.plan(pluginId, plan, false);
        PlanResult result = new PlanRun(pending, log, target, journal).run();
        journal.planEnded(pluginId, plan, result);
        if (!conclude(pending, result)) {
            journal.alarm(pluginId, halfDone(pending));
        }
        return result;
    }

    private PendingPlan begin(String pluginId, Plan plan, PendingPlan watched) throws StateException, NetifException {
        String path = watched == null ? "" : watched.path();
        if (watched == null && plan.goesBackAfter().isPresent()) {
            Kind kind = WorkingPath.find(target.query()).kind();
            path = kind == Kind.NONE ? "" : kind.name();
        }
        List<Step> earlier = new ArrayList<>();
        if (watched != null) {
            List<Step> steps = watched.steps();
            for (int i = 0; i < steps.size(); i++) {
                if (watched.progress(i) == Progress.DONE) {
                    earlier.add(steps.get(i));
                }
            }
        }
        PendingPlan pending =
                new PendingPlan(state.boot().id(), clock.instant(), pluginId, Cause.current(), plan, path, earlier);
        log.write(pending);
        return pending;
    }

    /**
     * Ends what is unfinished.
     *
     * @return the plan that is still watched, or null
     * @throws StateException when it cannot be brought to an end
     */
    private PendingPlan settle() throws StateException {
        PendingPlan pending = readPending();
        if (pending == null) {
            return null;
        }
        Cause before = pending.cause().enter();
        try {
            return pending.watchedUntil().isPresent() ? look(pending) : resume(pending);
        } finally {
            Cause.leave(before);
        }
    }

    private PendingPlan readPending() throws StateException {
        if (!log.exists()) {
            return null;
        }
        try {
            Optional<PendingPlan> pending = log.read();
            if (pending.isPresent() && !pending.get().boot().equals(state.boot().id())) {
                PendingPlan moot = pending.get();
                log.end();
                journal.note(
                        moot.pluginId(),
                        "the plan for " + moot.plan().ifName() + " begun " + moot.began()
                                + " had not ended when the machine booted; it is dropped");
                return null;
            }
            return pending.orElse(null);
        } catch (Storage.RefusedException e) {
            journal.alarm(
                    HOST,
                    e.getMessage() + "; it was not carried out and is now " + log.putAside()
                            + "; a plan may be half done");
            return null;
        } catch (NetifException e) {
            throw new StateException("cannot tell whether the machine booted since: " + e.getMessage(), e);
        }
    }

    private PendingPlan resume(PendingPlan pending) throws StateException {
        log.write(pending); // without what was torn, and no longer than it needs to be
        journal.note(
                pending.pluginId(),
                "the plan for " + pending.plan().ifName() + " begun " + pending.began() + " was not ended, it is "
                        + (pending.backTo().isPresent() ? "undone" : "finished or undone") + " now");
        journal.recovery(pending.pluginId(), pending.plan(), pending.began());
        PlanResult result = new PlanRun(pending, log, target, journal).run();
        journal.planEnded(pending.pluginId(), pending.plan(), result);
        Instant until = pending.earlier() == 0 ? null : clock.instant();
        if (!conclude(pending, result, until)) {
            throw new StateException(
                    "a plan for " + pending.plan().ifName() + " must be undone first: " + byHand(pending));
        }
        return pending.watchedUntil().isPresent() ? pending : null;
    }

    /** What becomes of the log. Returns false when it has to stay for an operator. */
    private boolean conclude(PendingPlan pending, PlanResult result) {
        try {
            boolean applied = result.outcome() == Outcome.APPLIED;
            if (!applied && !pending.left().isEmpty()) {
                return false;
            }
            if (result.outcome() == Outcome.LEFT_HALF_DONE) {
                journal.alarm(
                        pending.pluginId(),
                        "the plan for " + pending.plan().ifName() + " is half done, and nothing undoes the rest: "
                                + result.message());
            }
            Instant deadline = deadline(pending, applied);
            if (deadline == null || hasPath(pending)) {
                log.end();
                return true;
            }
            log.watch(pending, deadline);
            journal.note(
                    pending.pluginId(),
                    "no working path now; goes back at " + deadline + " unless there is one before");
            watch(pending);
        } catch (StateException e) {
            journal.alarm(HOST, e.getMessage());
        }
        return true;
    }

    /** When to go back; null for never. What is watched already keeps its time: plans do not put it off. */
    private Instant deadline(PendingPlan pending, boolean applied) {
        boolean allUndone = pending.backTo().isPresent() && pending.backTo().get() == 0;
        if (pending.earlierUntil().isPresent()) {
            return allUndone ? null : pending.earlierUntil().get();
        }
        Optional<Duration> patience = pending.plan().goesBackAfter();
        return applied && patience.isPresent() ? clock.instant().plus(patience.get()) : null;
    }

    private static String halfDone(PendingPlan pending) {
        StringBuilder text = new StringBuilder("the plan for " + pending.plan().ifName()
                + " is half done (" + pending.backReason() + "); to be done by hand, in this order: ");
        String separator = "";
        for (Step step : pending.left()) {
            text.append(separator).append(step.describe());
            separator = "; ";
        }
        return text.append(". nethook tries again before its next plan, and goes on once all is done")
                .toString();
    }

    /** Whether there is a path as good as before the plan. Nothing is undone because that cannot be seen. */
    private boolean hasPath(PendingPlan pending) {
        if (pending.path().isEmpty()) {
            return true;
        }
        try {
            return WorkingPath.find(target.query()).leadsTo(Kind.valueOf(pending.path()));
        } catch (NetifException | IllegalArgumentException e) {
            journal.alarm(HOST, "cannot tell whether there is a working path: " + e.getMessage());
            return true;
        }
    }

    private PendingPlan look(PendingPlan pending) throws StateException {
        Instant until = pending.watchedUntil().get();
        if (hasPath(pending)) {
            log.end();
            journal.note(pending.pluginId(), "there is a working path again; the plan stays");
            return null;
        }
        if (clock.instant().isBefore(until)) {
            return pending;
        }
        Duration after = Duration.between(pending.began(), clock.instant());
        String why = "no working path for " + after.toSeconds() + " s";
        journal.goingBack(pending.pluginId(), pending.plan(), after);
        journal.alarm(
                pending.pluginId(),
                why + " since the plan for " + pending.plan().ifName() + " ("
                        + pending.plan().reason() + "): going back");
        PlanResult result = new PlanRun(pending, log, target, journal).undoAll(why);
        journal.planEnded(pending.pluginId(), pending.plan(), result);
        if (!conclude(pending, result, null)) {
            throw new StateException(
                    "a plan for " + pending.plan().ifName() + " must be undone first: " + byHand(pending));
        }
        return null;
    }

    private void watch(PendingPlan watched) {
        if (watched != null) {
            Duration left =
                    Duration.between(clock.instant(), watched.watchedUntil().get());
            Duration pause = left.compareTo(PAUSE) < 0 ? left : PAUSE;
            lookLater(pause.isNegative() ? Duration.ZERO : pause);
        }
    }

    private synchronized void lookLater(Duration delay) {
        if (!looking) {
            looking = true;
            timer.after(delay, "look for a working path", new Look());
        }
    }

    private final class Look implements Scheduler.Task {
        @Override
        public void run() {
            synchronized (PlanExecutor.this) {
                looking = false;
            }
            recover(true);
        }
    }
}
