package org.nethook.host.daemon;

import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of decisions in the log, one line each; events that led to none are there at level debug. */
final class LogJournal implements Journal {

    @Override
    public void event(InterfaceEvent event) {
        log("event").debug("{}", event);
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        log(pluginId)
                .info(
                        "plan for {}, {} steps: {}{}",
                        plan.ifName(),
                        plan.steps().size(),
                        plan.reason(),
                        dryRun ? " (dry run: only shown)" : "");
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        switch (outcome) {
            case DONE -> log(pluginId).info("{}: done", step.describe());
            case UNDONE -> log(pluginId).info("{}: done, to undo the plan", step.describe());
            case FAILED -> log(pluginId).error("{}: FAILED: {}", step.describe(), message);
            default -> log(pluginId).error("{}: FAILED, and the plan stays half done: {}", step.describe(), message);
        }
    }

    @Override
    public void note(String source, String message) {
        log(source).info("{}", message);
    }

    @Override
    public void alarm(String source, String message) {
        log(source).error("ALARM: {}", message);
    }

    private static Logger log(String source) {
        return LoggerFactory.getLogger(source);
    }
}
