package org.nethook.host.resident;

import java.time.Duration;
import java.time.Instant;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.resident.worker.Seat;

/**
 * Lets several threads tell a journal that is told by one at a time. Every plan passes here, so here is seen which run changes
 * the machine.
 */
final class SerialJournal implements Journal {
    private final Journal journal;

    SerialJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public synchronized void event(InterfaceEvent event) {
        journal.event(event);
    }

    @Override
    public synchronized void plan(String pluginId, Plan plan, boolean dryRun) {
        journal.plan(pluginId, plan, dryRun);
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        Seat seat = Seat.current();
        if (seat != null && outcome == StepOutcome.DONE) {
            seat.changed();
        }
        synchronized (this) {
            journal.step(pluginId, step, outcome, message);
        }
    }

    @Override
    public synchronized void recovery(String pluginId, Plan plan, Instant began) {
        journal.recovery(pluginId, plan, began);
    }

    @Override
    public synchronized void goingBack(String pluginId, Plan plan, Duration after) {
        journal.goingBack(pluginId, plan, after);
    }

    @Override
    public synchronized void planEnded(String pluginId, Plan plan, PlanResult result) {
        journal.planEnded(pluginId, plan, result);
    }

    @Override
    public synchronized void note(String source, String message) {
        journal.note(source, message);
    }

    @Override
    public synchronized void alarm(String source, String message) {
        journal.alarm(source, message);
    }
}
