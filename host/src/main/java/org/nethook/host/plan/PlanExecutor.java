package org.nethook.host.plan;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final StepTarget target;
    private final Journal journal;
    private final StateDirectory state;
    private final PendingLog log;
    private final Recovery recovery;
    private final InstantSource clock;
    private final boolean dryRun;

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
        this.recovery = new Recovery(target, journal, state, log, timer, clock);
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
            lock = state.storage().lock(PATIENCE);
        } catch (IOException e) {
            return refuse(pluginId, plan, e.getMessage() == null ? e.toString() : e.getMessage());
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
        if (!dryRun) {
            recovery.recover();
        }
    }

    private PlanResult refuse(String pluginId, Plan plan, String why) {
        journal.plan(pluginId, plan, false);
        journal.alarm(pluginId, "the plan for " + plan.ifName() + " was not begun, nothing is changed: " + why);
        PlanResult result = new PlanResult(Outcome.REFUSED, why);
        journal.planEnded(pluginId, plan, result);
        return result;
    }

    private PlanResult applyLocked(String pluginId, Plan plan) {
        PendingPlan pending;
        try {
            pending = begin(pluginId, plan, recovery.settle());
        } catch (StateException | NetifException e) {
            return refuse(pluginId, plan, e.getMessage());
        } catch (RuntimeException e) {
            return refuse(pluginId, plan, "bug: " + e);
        }
        journal.plan(pluginId, plan, false);
        PlanResult result = new PlanRun(pending, log, target, journal).run();
        journal.planEnded(pluginId, plan, result);
        try {
            recovery.conclude(pending, result);
        } catch (StateException e) {
            journal.alarm(pluginId, e.getMessage());
        }
        return result;
    }

    /** @param watched the plan that is still watched, or null; going back undoes both */
    private PendingPlan begin(String pluginId, Plan plan, PendingPlan watched) throws StateException, NetifException {
        String path = watched == null ? "" : watched.path();
        if (watched == null && plan.goesBackAfter().isPresent()) {
            Kind kind = WorkingPath.find(target.query()).kind();
            path = kind == Kind.NONE ? "" : kind.name();
        }
        PendingPlan pending = new PendingPlan(
                state.boot().id(),
                clock.instant(),
                pluginId,
                Cause.current(),
                plan,
                path,
                watched == null ? List.of() : done(watched),
                watched == null ? Optional.empty() : watched.watchedUntil());
        log.write(pending);
        return pending;
    }

    private static List<Step> done(PendingPlan watched) {
        List<Step> done = new ArrayList<>();
        List<Step> steps = watched.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (watched.progress(i) == Progress.DONE) {
                done.add(steps.get(i));
            }
        }
        return done;
    }
}
