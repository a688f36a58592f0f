package org.nethook.host.verify;

import java.util.LinkedHashSet;
import java.util.Set;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.timeline.Opening;
import org.nethook.host.timeline.Summary;
import org.nethook.host.timeline.Timeline;

/** Keeps of a run what went wrong. */
final class Complaints implements Timeline {
    private static final int SHOWN = 3;
    private static final String FAILED = " failed: ";

    private final String pluginId;
    private final String scenario;
    private final Findings findings;
    private final Set<String> told = new LinkedHashSet<>();
    private int failures;

    /** @param pluginId whose failures count; others run beside it */
    Complaints(String pluginId, String scenario, Findings findings) {
        this.pluginId = pluginId;
        this.scenario = scenario;
        this.findings = findings;
    }

    /** Tells what failed, if anything did. */
    void end() {
        for (String each : told) {
            findings.error("run", scenario + ": " + each);
        }
        if (failures > told.size()) {
            findings.error("run", scenario + ": it failed " + failures + " times in all");
        }
    }

    @Override
    public void alarm(String source, String message) {
        if (source.equals(pluginId) && message.contains(FAILED)) {
            failures++;
            if (told.size() < SHOWN) {
                told.add(message);
            }
        }
    }

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
