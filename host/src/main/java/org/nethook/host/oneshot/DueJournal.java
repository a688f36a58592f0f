package org.nethook.host.oneshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;
import org.nethook.host.history.History;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;

/** Keeps back the notes that were told before, while an event is run again for the work it had scheduled. */
final class DueJournal implements Journal {
    private Journal journal;
    private final List<String> before = new ArrayList<>();
    private boolean repeats;

    /** This, in front of what writes the history too. */
    Journal over(Journal below) {
        journal = below;
        return this;
    }

    /** The event that comes next was told before. */
    void repeatsFollow() {
        repeats = true;
    }

    /**
     * What comes from here on is told again, as far as the history has it. Other notes are news: the plugin found the machine
     * different.
     *
     * @param event the event that is run again
     */
    void repeatsFollow(String pluginId, InterfaceEvent event, History history) {
        repeatsFollow();
        for (HistoryRecord record : history.newestFirst()) {
            if (record.at().isBefore(event.at())) {
                continue;
            }
            if (record instanceof HistoryRecord.Note) {
                HistoryRecord.Note note = (HistoryRecord.Note) record;
                if (note.source().equals(pluginId) && note.cause().text().equals(event.toString())) {
                    before.add(note.text());
                }
            }
        }
    }

    /** What comes from here on is news. */
    void newsFollows() {
        repeats = false;
        before.clear();
    }

    @Override
    public void event(InterfaceEvent event) {
        if (!repeats) {
            journal.event(event);
        }
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        journal.plan(pluginId, plan, dryRun);
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        journal.step(pluginId, step, outcome, message);
    }

    @Override
    public void note(String source, String message) {
        boolean repeated = Cause.current().kind() == Cause.Kind.EVENT && before.remove(message);
        if (!repeated) {
            journal.note(source, message);
        }
    }

    @Override
    public void alarm(String source, String message) {
        journal.alarm(source, message);
    }

    @Override
    public void recovery(String pluginId, Plan plan, Instant began) {
        journal.recovery(pluginId, plan, began);
    }

    @Override
    public void goingBack(String pluginId, Plan plan, Duration after) {
        journal.goingBack(pluginId, plan, after);
    }

    @Override
    public void planEnded(String pluginId, Plan plan, PlanResult result) {
        journal.planEnded(pluginId, plan, result);
    }
}
