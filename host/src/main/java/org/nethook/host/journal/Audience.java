package org.nethook.host.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;

/**
 * Tells one journal everything, and whoever listens at the moment. Who listens is told on the thread that acts, and must not
 * wait. Listening may begin and end on any thread.
 */
public final class Audience implements Journal {
    private final Journal journal;
    private final List<Journal> listeners = new CopyOnWriteArrayList<>();

    /** @param journal is always told, first */
    public Audience(Journal journal) {
        this.journal = journal;
    }

    /** Tells it from now on. */
    public void add(Journal listener) {
        listeners.add(listener);
    }

    /** Tells it no more. */
    public void remove(Journal listener) {
        listeners.remove(listener);
    }

    @Override
    public void event(InterfaceEvent event) {
        journal.event(event);
        for (Journal listener : listeners) {
            listener.event(event);
        }
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        journal.plan(pluginId, plan, dryRun);
        for (Journal listener : listeners) {
            listener.plan(pluginId, plan, dryRun);
        }
    }

    @Override
    public void recovery(String pluginId, Plan plan, Instant began) {
        journal.recovery(pluginId, plan, began);
        for (Journal listener : listeners) {
            listener.recovery(pluginId, plan, began);
        }
    }

    @Override
    public void goingBack(String pluginId, Plan plan, Duration after) {
        journal.goingBack(pluginId, plan, after);
        for (Journal listener : listeners) {
            listener.goingBack(pluginId, plan, after);
        }
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        journal.step(pluginId, step, outcome, message);
        for (Journal listener : listeners) {
            listener.step(pluginId, step, outcome, message);
        }
    }

    @Override
    public void planEnded(String pluginId, Plan plan, PlanResult result) {
        journal.planEnded(pluginId, plan, result);
        for (Journal listener : listeners) {
            listener.planEnded(pluginId, plan, result);
        }
    }

    @Override
    public void note(String source, String message) {
        journal.note(source, message);
        for (Journal listener : listeners) {
            listener.note(source, message);
        }
    }

    @Override
    public void alarm(String source, String message) {
        journal.alarm(source, message);
        for (Journal listener : listeners) {
            listener.alarm(source, message);
        }
    }
}
