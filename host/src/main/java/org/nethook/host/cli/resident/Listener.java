package org.nethook.host.cli.resident;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;

/** Tells a journal of what one request led to, and of nothing else. */
final class Listener implements Journal {
    private final BooleanSupplier ours;
    private final Journal journal;

    private Listener(BooleanSupplier ours, Journal journal) {
        this.ours = ours;
        this.journal = journal;
    }

    /** Of what is done for this event, on whatever thread. */
    static Listener toEvent(InterfaceEvent event, Journal journal) {
        String text = event.toString();
        return new Listener(
                () -> {
                    Cause cause = Cause.current();
                    return cause.kind() == Cause.Kind.EVENT
                            && cause.at().isPresent()
                            && cause.at().get().equals(event.at())
                            && cause.text().equals(text);
                },
                journal);
    }

    /** Of what this thread does. */
    static Listener toThisThread(Journal journal) {
        Thread thread = Thread.currentThread();
        return new Listener(() -> Thread.currentThread() == thread, journal);
    }

    @Override
    public void event(InterfaceEvent event) {
        // whoever asked knows it
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        if (ours.getAsBoolean()) {
            journal.plan(pluginId, plan, dryRun);
        }
    }

    @Override
    public void recovery(String pluginId, Plan plan, Instant began) {
        if (ours.getAsBoolean()) {
            journal.recovery(pluginId, plan, began);
        }
    }

    @Override
    public void goingBack(String pluginId, Plan plan, Duration after) {
        if (ours.getAsBoolean()) {
            journal.goingBack(pluginId, plan, after);
        }
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        if (ours.getAsBoolean()) {
            journal.step(pluginId, step, outcome, message);
        }
    }

    @Override
    public void note(String source, String message) {
        if (ours.getAsBoolean()) {
            journal.note(source, message);
        }
    }

    @Override
    public void alarm(String source, String message) {
        if (ours.getAsBoolean()) {
            journal.alarm(source, message);
        }
    }
}
