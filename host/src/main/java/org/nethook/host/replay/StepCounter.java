package org.nethook.host.replay;

import java.time.Duration;
import java.time.Instant;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;

/** A journal that kills the host when so many steps were told of. */
final class StepCounter implements Journal {
    private final Journal journal;
    private int left;

    StepCounter(Journal journal) {
        this.journal = journal;
    }

    /** Kills after so many further steps. */
    void killAfter(int steps) {
        left = steps;
    }

    @Override
    public void event(InterfaceEvent event) {
        journal.event(event);
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        journal.plan(pluginId, plan, dryRun);
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        journal.step(pluginId, step, outcome, message);
        if (left > 0 && --left == 0) {
            throw HostKilled.forGood();
        }
    }

    @Override
    public void note(String source, String message) {
        journal.note(source, message);
    }

    @Override
    public void alarm(String source, String message) {
        journal.alarm(source, message);
    }

    @Override
    public void failure(String pluginId, String message) {
        journal.failure(pluginId, message);
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
