package org.nethook.host.resident;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;

/** A journal that remembers notes and alarms. */
final class Told implements Journal {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void event(InterfaceEvent event) {}

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {}

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        if (outcome != StepOutcome.DONE) {
            lines.add(pluginId + " " + step.describe() + " " + outcome + " " + message);
        }
    }

    @Override
    public void note(String source, String message) {
        lines.add(source + " note " + message);
    }

    @Override
    public void alarm(String source, String message) {
        lines.add(source + " ALARM " + message);
    }

    boolean has(String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }
}
