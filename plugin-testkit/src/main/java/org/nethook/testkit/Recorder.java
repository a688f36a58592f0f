package org.nethook.testkit;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.timeline.Opening;
import org.nethook.host.timeline.Summary;
import org.nethook.host.timeline.Timeline;
import org.nethook.netif.sim.VirtualTime;

/** Keeps everything a run tells. */
final class Recorder implements Timeline {
    private final VirtualTime time;
    private final List<Told> told = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    Recorder(VirtualTime time) {
        this.time = time;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    List<Plan> plans() {
        return List.copyOf(plans);
    }

    private void add(Told.Kind kind, String source, String text) {
        told.add(new Told(time.elapsed(), kind, source, text));
    }

    @Override
    public void opening(Opening opening) {
        // nothing an assertion could be about
    }

    @Override
    public void hardware(String what, String comment) {
        add(Told.Kind.HARDWARE, "hardware", what);
    }

    @Override
    public void path(boolean works, String description) {
        add(Told.Kind.NOTE, "path", description);
    }

    @Override
    public void summary(Summary summary) {
        // the test asks the machine itself
    }

    @Override
    public void event(InterfaceEvent event) {
        add(Told.Kind.EVENT, "devctl", event.toString());
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        plans.add(plan);
        add(Told.Kind.PLAN, pluginId, plan.reason());
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        switch (outcome) {
            case DONE -> add(Told.Kind.STEP, pluginId, step.describe());
            case UNDONE -> add(Told.Kind.STEP_UNDONE, pluginId, step.describe());
            default -> add(Told.Kind.STEP_FAILED, pluginId, step.describe() + ": " + message);
        }
    }

    @Override
    public void note(String source, String message) {
        add(Told.Kind.NOTE, source, message);
    }

    @Override
    public void alarm(String source, String message) {
        add(Told.Kind.ALARM, source, message);
    }
}
