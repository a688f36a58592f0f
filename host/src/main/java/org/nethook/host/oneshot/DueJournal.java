package org.nethook.host.oneshot;

import java.time.Duration;
import java.time.Instant;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;

/** Keeps back what was told before, while an event is run again for the work it had scheduled. */
final class DueJournal implements Journal {
    private final Journal journal;
    private boolean repeats;

    DueJournal(Journal journal) {
        this.journal = journal;
    }

    /** What comes from here on was told before, but for plans and alarms. */
    void repeatsFollow() {
        repeats = true;
    }

    /** What comes from here on is news. */
    void newsFollows() {
        repeats = false;
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
        if (!repeats) {
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
