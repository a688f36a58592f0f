package org.nethook.host.oneshot;

import java.io.PrintStream;
import java.util.Map;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.log.OneLine;

/** Tells of one event or command as plain lines. */
public final class PlainJournal implements Journal {

    /** Where the lines go. */
    public interface Lines {
        /** Takes a line. */
        void line(String text);

        /** Lets the user see what was taken. */
        void flush();
    }

    private final Lines out;
    private final boolean withVariables;
    private boolean failed;
    private int lines;

    PlainJournal(PrintStream out) {
        this(new Printing(out));
    }

    /** A journal whose lines go there, as they are told. */
    public PlainJournal(Lines out) {
        this(out, false);
    }

    /**
     * Likewise.
     *
     * @param withVariables whether an event is told with all it says, such as its address
     */
    public PlainJournal(Lines out, boolean withVariables) {
        this.out = out;
        this.withVariables = withVariables;
    }

    private static final class Printing implements Lines {
        private final PrintStream out;

        Printing(PrintStream out) {
            this.out = out;
        }

        @Override
        public void line(String text) {
            out.println(text);
        }

        @Override
        public void flush() {
            out.flush();
        }
    }

    /** Whether a step failed or an alarm was raised. */
    public boolean hasFailed() {
        return failed;
    }

    /** How many lines were printed. */
    public int lines() {
        return lines;
    }

    void flush() {
        out.flush();
    }

    @Override
    public void event(InterfaceEvent event) {
        StringBuilder text = new StringBuilder(event.toString());
        if (withVariables) {
            for (Map.Entry<String, String> variable : event.data().entrySet()) {
                text.append(' ').append(variable.getKey()).append('=').append(variable.getValue());
            }
        }
        print(text.toString());
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        print(pluginId + ": plan for " + plan.ifName() + ": " + plan.reason()
                + (dryRun ? " (dry run: only shown)" : ""));
        if (dryRun) {
            for (Step step : plan.steps()) {
                print(pluginId + ":   would " + step.describe());
            }
        }
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        failed |= outcome == StepOutcome.FAILED || outcome == StepOutcome.UNDO_FAILED;
        print(pluginId + ":   " + step.describe() + ": " + text(outcome) + (message.isEmpty() ? "" : ": " + message));
    }

    @Override
    public void note(String source, String message) {
        print(source + ": " + message);
    }

    @Override
    public void alarm(String source, String message) {
        failed = true;
        print(source + ": ALARM: " + message);
    }

    private void print(String line) {
        lines++;
        out.line(OneLine.of(line));
    }

    private static String text(StepOutcome outcome) {
        switch (outcome) {
            case DONE:
                return "done";
            case FAILED:
                return "FAILED";
            case UNDONE:
                return "done, to undo the plan";
            default:
                return "FAILED, and the plan stays half done";
        }
    }
}
