package org.nethook.host.verify;

import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.timeline.Opening;
import org.nethook.host.timeline.Summary;
import org.nethook.host.timeline.Timeline;

/** Keeps of a run what went wrong. */
final class Complaints implements Timeline {
    private final String pluginId;
    private final String scenario;
    private final Failures failures;

    /** @param pluginId whose failures count; others run beside it */
    Complaints(String pluginId, String scenario, Failures failures) {
        this.pluginId = pluginId;
        this.scenario = scenario;
        this.failures = failures;
    }

    @Override
    public void failure(String source, String message) {
        if (source.equals(pluginId)) {
            failures.add(scenario, message);
        }
    }

    /** A plugin may raise one as often as it finds something wrong with the machine. */
    @Override
    public void alarm(String source, String message) {}

    @Override
    public void opening(Opening opening) {}

    @Override
    public void hardware(String what, String comment) {}

    @Override
    public void path(boolean works, String description) {}

    @Override
    public void summary(Summary summary) {}

    @Override
    public void event(InterfaceEvent event) {}

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {}

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {}

    @Override
    public void note(String source, String message) {}
}
