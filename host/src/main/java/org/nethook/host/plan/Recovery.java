package org.nethook.host.plan;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.pending.PendingLog;
import org.nethook.host.pending.PendingPlan;
import org.nethook.host.plan.WorkingPath.Kind;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;
import org.nethook.host.state.Storage;
import org.nethook.netif.Timer;

/** Brings to an end what the log tells of, and watches whether a plan has cut the machine off. */
final class Recovery {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String HOST = "nethook";
    /** When to try again what could not be undone; after these it is an operator's. */
    private static final Duration[] AGAIN_AFTER = {
        Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
    };

    /** What a look at the machine's paths tells. */
    private enum Sight {
        PATH,
        NO_PATH,
        /** The kernel refused to tell. */
        UNSEEN
    }

    private final StepTarget target;
    private final Journal journal;
    private final StateDirectory state;
    private final PendingLog log;
    private final Timer timer;
    private final InstantSource clock;
    private Timer.Scheduled next;
    private Instant nextAt;
    private boolean blind;
    private int tries;

    Recovery(
            StepTarget target,
            Journal journal,
            StateDirectory state,
            PendingLog log,
            Timer timer,
            InstantSource clock) {
        this.target = target;
        this.journal = journal;
        this.state = state;
        this.log = log;
        this.timer = timer;
        this.clock = clock;
    }

    /** Does so unless somebody is at it. Returns whether somebody is. */
    boolean recover() {
        if (!log.exists()) {
            return false;
        }
        Storage.Held lock;
        try {
            lock = state.storage().lock(Duration.ZERO);
        } catch (Storage.LockedException e) {
            return true;
        } catch (IOException e) {
            journal.alarm(HOST, "a plan that was not ended cannot be looked at: " + e.getMessage());
            return false;
        }
        try {
            settle();
        } catch (StateException e) {
            journal.alarm(HOST, e.getMessage());
        } finally {
            lock.close();
        }
        return false;
    }

    /**
     * Does so; the lock is held.
     *
     * @return the plan that is still watched, or null
     * @throws StateException when it cannot be brought to an end
     */
    PendingPlan settle() throws StateException {
        PendingPlan pending = read();
        if (pending == null) {
            return null;
        }
        Cause before = pending.cause().enter();
        try {
            if (pending.watchedUntil().isPresent()) {
                look(pending);
            } else {
                resume(pending);
            }
        } finally {
            Cause.leave(before);
        }
        return pending.watchedUntil().isPresent() ? pending : null;
    }

    /** The plan of this boot that was not ended, or null. */
    private PendingPlan read() throws StateException {
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

    private void resume(PendingPlan pending) throws StateException {
        log.write(pending); // without what was torn, and no longer than it needs to be
        journal.note(
                pending.pluginId(),
                "the plan for " + pending.plan().ifName() + " begun " + pending.began() + " was not ended; it is "
                        + (pending.backTo().isPresent() ? "undone" : "finished, or undone,") + " now");
        journal.recovery(pending.pluginId(), pending.plan(), pending.began());
        PlanResult result = new PlanRun(pending, log, target, journal).run();
        journal.planEnded(pending.pluginId(), pending.plan(), result);
        conclude(pending, result);
    }

    private void look(PendingPlan pending) throws StateException {
        Instant now = clock.instant();
        Sight sight = sight(pending);
        if (sight == Sight.PATH) {
            log.end();
            pending.unwatch();
            journal.note(pending.pluginId(), "there is a working path again; the plan stays");
        } else if (sight == Sight.UNSEEN || now.isBefore(pending.watchedUntil().get())) {
            lookAgain(pending, sight);
        } else {
            goBack(pending, Duration.between(pending.began(), now));
        }
    }

    private void goBack(PendingPlan pending, Duration after) throws StateException {
        String why = "no working path for " + after.toSeconds() + " s";
        journal.alarm(
                pending.pluginId(),
                why + " since the plan for " + pending.plan().ifName() + " ("
                        + pending.plan().reason() + "): going back");
        journal.goingBack(pending.pluginId(), pending.plan(), after);
        PlanResult result = new PlanRun(pending, log, target, journal).undoAll(why);
        journal.planEnded(pending.pluginId(), pending.plan(), result);
        conclude(pending, result);
    }

    /**
     * What becomes of the log when a plan was applied or undone: it goes, it is watched, or it stays for an operator.
     *
     * @throws StateException when it stays for an operator, or cannot be written
     */
    void conclude(PendingPlan pending, PlanResult result) throws StateException {
        boolean applied = result.outcome() == Outcome.APPLIED;
        if (!applied && !pending.left().isEmpty()) {
            throw new StateException(halfDone(pending, tryLater()));
        }
        tries = 0;
        if (result.outcome() == Outcome.LEFT_HALF_DONE) {
            journal.alarm(
                    pending.pluginId(),
                    "the plan for " + pending.plan().ifName() + " is half done, and nothing undoes the rest: "
                            + result.message());
        }
        Instant deadline = deadline(pending, applied);
        Sight sight = deadline == null ? Sight.PATH : sight(pending);
        if (sight == Sight.PATH) {
            log.end();
            return;
        }
        log.watch(pending, deadline);
        journal.note(
                pending.pluginId(),
                (sight == Sight.UNSEEN ? "perhaps no" : "no") + " working path now; the plan is undone at " + deadline
                        + " unless there is one before");
        lookAgain(pending, sight);
    }

    /** When to go back; null for never. What is watched already keeps its time: another plan does not put it off. */
    private Instant deadline(PendingPlan pending, boolean applied) {
        boolean allUndone = pending.backTo().isPresent() && pending.backTo().get() == 0;
        if (pending.earlierUntil().isPresent()) {
            return allUndone ? null : pending.earlierUntil().get();
        }
        Optional<Duration> patience = pending.plan().goesBackAfter();
        return applied && patience.isPresent() ? clock.instant().plus(patience.get()) : null;
    }

    /** When it is tried again by itself; null for not before the next plan. */
    private Duration tryLater() {
        if (!timer.isResident() || tries == AGAIN_AFTER.length) {
            return null;
        }
        Duration delay = AGAIN_AFTER[tries];
        tries++;
        lookLater(delay, "try again to undo the rest of a plan");
        return delay;
    }

    private static String halfDone(PendingPlan pending, Duration again) {
        StringBuilder text = new StringBuilder("the plan for " + pending.plan().ifName() + " is half done ("
                + pending.backReason() + "); to be done by hand, in this order: ");
        String separator = "";
        for (Step step : pending.left()) {
            text.append(separator).append(step.describe());
            separator = "; ";
        }
        text.append(". nethook tries again ");
        if (again != null) {
            text.append("in ").append(again.toSeconds()).append(" s and ");
        }
        return text.append("before its next plan, and goes on once all is done").toString();
    }

    /** Whether there is a path as good as before the plan. Nothing is undone, and no watch ends, because that cannot be seen. */
    private Sight sight(PendingPlan pending) {
        if (pending.path().isEmpty()) {
            return Sight.PATH;
        }
        Kind before;
        try {
            before = Kind.valueOf(pending.path());
        } catch (IllegalArgumentException e) {
            journal.alarm(HOST, "a plan is not watched any more, its log names no path but " + pending.path());
            return Sight.PATH;
        }
        try {
            Sight sight = WorkingPath.find(target.query()).leadsTo(before) ? Sight.PATH : Sight.NO_PATH;
            blind = false;
            return sight;
        } catch (NetifException e) {
            if (!blind) {
                journal.alarm(HOST, "cannot tell whether there is a working path, and looks again: " + e.getMessage());
            }
            blind = true;
            return Sight.UNSEEN;
        }
    }

    private void lookAgain(PendingPlan watched, Sight seen) {
        Duration left = Duration.between(clock.instant(), watched.watchedUntil().get());
        boolean soon = seen == Sight.NO_PATH && left.compareTo(PAUSE) < 0;
        lookLater(soon ? left.isNegative() ? Duration.ZERO : left : PAUSE, "look for a working path");
    }

    /** The sooner of several such is enough: it looks at whatever is in the log then. */
    private synchronized void lookLater(Duration delay, String purpose) {
        Instant at = clock.instant().plus(delay);
        if (next != null && !at.isBefore(nextAt)) {
            return;
        }
        if (next != null) {
            next.cancel();
        }
        nextAt = at;
        next = timer.after(delay, purpose, new Look());
    }

    private final class Look implements Scheduler.Task {
        @Override
        public void run() {
            synchronized (Recovery.this) {
                next = null;
            }
            if (recover()) {
                lookLater(PAUSE, "look for a working path"); // whoever has the lock applies another plan
            }
        }
    }
}
