package org.nethook.host.operator.text;

import java.time.Instant;
import java.util.Optional;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Event;
import org.nethook.host.history.HistoryRecord.Note;
import org.nethook.host.history.HistoryRecord.Plan;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.StepOutcome;

/** What happened, in plain words. */
final class RecordText {
    private final Moments moments;

    RecordText(Moments moments) {
        this.moments = moments;
    }

    /** Eight columns at most: what kind of record it is. */
    static String kind(HistoryRecord record) {
        if (record instanceof Event) {
            return "event";
        }
        if (record instanceof Note) {
            return "note";
        }
        return record instanceof Alarm ? "ALARM" : "plan";
    }

    /** All but the time and the kind, in one line. */
    String line(HistoryRecord record) {
        return record instanceof Event event ? event.event() : moments.localised(said(record));
    }

    private static String said(HistoryRecord record) {
        if (record instanceof Note note) {
            return note.source() + ": " + note.text();
        }
        if (record instanceof Alarm alarm) {
            return alarm.source() + ": " + alarm.text();
        }
        Plan plan = (Plan) record;
        return plan.plugin() + ": " + plan.ifName() + ": " + plan.reason() + ": " + ending(plan) + ", "
                + Page.count(plan.steps().size(), "step");
    }

    /** How a plan ended, in a few words. */
    static String ending(Plan plan) {
        String message = plan.message().isEmpty() ? "" : " (" + plan.message() + ")";
        switch (plan.doing()) {
            case RECOVERY:
                return (plan.outcome() == Outcome.APPLIED
                                ? "finished after a crash"
                                : plan.outcome() == Outcome.UNDONE ? "undone after a crash" : "HALF DONE after a crash")
                        + message;
            case GOING_BACK:
                return plan.outcome() == Outcome.LEFT_HALF_DONE
                        ? "no working path, and it could NOT all be undone" + message
                        : "undone, because there was no working path" + message;
            default:
                return applying(plan.outcome()) + message;
        }
    }

    private static String applying(Outcome outcome) {
        switch (outcome) {
            case APPLIED:
                return "applied";
            case REFUSED:
                return "not begun, nothing changed";
            case UNDONE:
                return "failed and undone";
            default:
                return "failed and HALF DONE";
        }
    }

    /** The steps of a plan, a line each. */
    void steps(Plan plan, String margin, Page page) {
        for (HistoryRecord.Step step : plan.steps()) {
            page.line(
                    margin + moments.after(step.at(), plan.at()) + "  " + Page.padded(word(step.outcome()), 10) + "  ",
                    step.step() + (step.message().isEmpty() ? "" : ": " + step.message()));
        }
    }

    private static String word(StepOutcome outcome) {
        switch (outcome) {
            case DONE:
                return "done";
            case FAILED:
                return "FAILED";
            case UNDONE:
                return "undone";
            default:
                return "NOT UNDONE";
        }
    }

    /** Why something was done: an event, a command, or what had been put off. */
    String because(Because cause, Optional<Instant> eventAt, Instant shown) {
        String at = eventAt.map(time -> " at " + moments.after(time, shown)).orElse("");
        if (cause.kind() == Cause.Kind.EVENT) {
            return "because of the event " + cause.text() + at;
        }
        if (cause.kind() == Cause.Kind.COMMAND) {
            return "because of the command " + cause.text();
        }
        return cause.kind() == Cause.Kind.TASK
                ? "its time had come: " + cause.text() + at
                : "by itself: " + cause.text();
    }
}
