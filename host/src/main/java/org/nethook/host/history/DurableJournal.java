package org.nethook.host.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Doing;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.state.StateDirectory;

/**
 * Tells another journal, and writes the history: plans, notes and alarms, and of the events those that led to one. What was
 * only shown is not history. A history that cannot be written is one alarm of the other journal, and no more: nothing is
 * left undone because of it. Safe for use by several threads.
 */
public final class DurableJournal implements Journal {
    /** Bytes from which on the history is put aside, unless configured. */
    public static final int DEFAULT_SIZE = 1 << 20;

    private static final int REMEMBERED = 64;

    private final Journal shown;
    private final HistoryWriter writer;
    private final String file;
    private final InstantSource clock;
    /** The events last written, which may lead to more. */
    private final Deque<HistoryRecord.Event> events = new ArrayDeque<>();

    private Open open;
    private boolean broken;

    /** A plan whose end has not been told yet. */
    private static final class Open {
        private final Doing doing;
        private final Instant began;
        private final Cause cause;
        private final List<HistoryRecord.Step> steps = new ArrayList<>();

        Open(Doing doing, Instant began, Cause cause) {
            this.doing = doing;
            this.began = began;
            this.cause = cause;
        }
    }

    /**
     * @param shown is told everything, too
     * @param size bytes from which on the history is put aside
     */
    public DurableJournal(Journal shown, StateDirectory state, int size, InstantSource clock) {
        this.shown = shown;
        this.writer = new HistoryWriter(state.storage(), StateDirectory.HISTORY, size);
        this.file = state.storage().describe(StateDirectory.HISTORY);
        this.clock = clock;
    }

    @Override
    public synchronized void event(InterfaceEvent event) {
        shown.event(event);
    }

    @Override
    public synchronized void plan(String pluginId, Plan plan, boolean dryRun) {
        shown.plan(pluginId, plan, dryRun);
        if (!dryRun) {
            open = new Open(Doing.APPLYING, clock.instant(), Cause.current());
        }
    }

    @Override
    public synchronized void recovery(String pluginId, Plan plan, Instant began) {
        shown.recovery(pluginId, plan, began);
        open = new Open(Doing.RECOVERY, began, Cause.current());
    }

    @Override
    public synchronized void goingBack(String pluginId, Plan plan, Duration after) {
        shown.goingBack(pluginId, plan, after);
        open = new Open(Doing.GOING_BACK, clock.instant(), Cause.current());
    }

    @Override
    public synchronized void step(String pluginId, Step step, StepOutcome outcome, String message) {
        shown.step(pluginId, step, outcome, message);
        if (open != null) {
            open.steps.add(
                    new HistoryRecord.Step(clock.instant(), step.describe(), step.interfaces(), outcome, message));
        }
    }

    @Override
    public synchronized void planEnded(String pluginId, Plan plan, PlanResult result) {
        shown.planEnded(pluginId, plan, result);
        Open ended = open;
        open = null;
        if (ended == null) {
            return;
        }
        try {
            cause(ended.cause);
            writer.plan(new HistoryRecord.Plan(
                    clock.instant(),
                    ended.doing,
                    ended.began,
                    pluginId,
                    because(ended.cause),
                    plan.ifName(),
                    plan.reason(),
                    plan.notes(),
                    ended.steps,
                    result.outcome(),
                    result.message()));
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public synchronized void note(String source, String message) {
        shown.note(source, message);
        Cause cause = Cause.current();
        try {
            cause(cause);
            writer.note(new HistoryRecord.Note(clock.instant(), source, because(cause), message));
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public synchronized void alarm(String source, String message) {
        shown.alarm(source, message);
        keepAlarm(source, message);
    }

    @Override
    public synchronized void failure(String pluginId, String message) {
        shown.failure(pluginId, message);
        keepAlarm(pluginId, message);
    }

    private void keepAlarm(String source, String message) {
        Cause cause = Cause.current();
        try {
            cause(cause);
            writer.alarm(new HistoryRecord.Alarm(clock.instant(), source, because(cause), message));
        } catch (IOException e) {
            failed(e);
        }
    }

    /** An event is written when it first led to something. */
    private void cause(Cause cause) throws IOException {
        if (cause.at().isEmpty()) {
            return;
        }
        HistoryRecord.Event event = new HistoryRecord.Event(cause.at().get(), cause.text(), cause.ifName());
        if (!events.contains(event)) {
            writer.event(event);
            events.addLast(event);
            if (events.size() > REMEMBERED) {
                events.removeFirst();
            }
        }
    }

    private static Because because(Cause cause) {
        return new Because(cause.kind(), cause.text(), cause.ifName());
    }

    private void failed(IOException e) {
        if (broken) {
            return;
        }
        broken = true;
        if (e instanceof AccessDeniedException) {
            shown.note("nethook", "not kept in the history: " + file + ": permission denied");
        } else {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            shown.alarm(
                    "nethook", "the history cannot be written: " + (reason.contains(file) ? "" : file + ": ") + reason);
        }
    }
}
