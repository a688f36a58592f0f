package org.nethook.host.timeline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.timeline.Style.Ink;

/**
 * A timeline for people: a column of virtual time, a column that says whose line it is, and what happened. Events that
 * no plugin answered to are folded together, so that the eye finds those that mattered.
 */
public final class TextTimeline implements Timeline {
    private static final int SOURCE_WIDTH = 12;
    /** Text up to here fits an 80-column terminal beside the other two columns. */
    private static final int FOLD_WIDTH = 52;
    /** How the simulated machine begins to say why there is no path. */
    private static final String NO_PATH = "none: ";
    /** Columns before the text. */
    private static final int FIRST_COLUMNS = 28;

    private final PrintStream out;
    private final Style style;
    private final Supplier<Duration> clock;
    private final List<InterfaceEvent> unanswered = new ArrayList<>();
    private Duration unansweredSince = Duration.ZERO;
    private Duration lastShown;
    private boolean pathWorked;
    private int alarms;
    private int failedSteps;

    /**
     * A timeline on an output, which it does not close.
     *
     * @param clock the time since the start of the run
     */
    public TextTimeline(PrintStream out, Style style, Supplier<Duration> clock) {
        this.out = out;
        this.style = style;
        this.clock = clock;
    }

    @Override
    public void opening(Opening opening) {
        StringBuilder text = new StringBuilder();
        style.append(text, Ink.STRONG, opening.title());
        text.append('\n');
        style.append(text, Ink.FAINT, opening.machine());
        text.append('\n');
        style.append(
                text,
                Ink.FAINT,
                opening.plugins().isEmpty()
                        ? "no plugins"
                        : "plugins: " + String.join(style.separator(), opening.plugins()));
        text.append("\n\n");
        style.append(text, Ink.FAINT, rule(style.topJoint()));
        out.append(text.append('\n'));
    }

    @Override
    public void hardware(String what, String comment) {
        flushEvents();
        row(clock.get(), "hardware", Ink.HARDWARE, what, Ink.STRONG);
        if (!comment.isEmpty()) {
            row(clock.get(), "", Ink.PLAIN, comment, Ink.COMMENT);
        }
    }

    @Override
    public void event(InterfaceEvent event) {
        if (!unanswered.isEmpty() && !unansweredSince.equals(clock.get())) {
            flushEvents();
        }
        unansweredSince = clock.get();
        unanswered.add(event);
    }

    @Override
    public void plan(String pluginId, Plan plan, boolean dryRun) {
        answer();
        row(clock.get(), pluginId, Ink.PLUGIN, plan.reason() + (dryRun ? " (dry run)" : ""), Ink.PLAIN);
        if (dryRun) {
            for (Step step : plan.steps()) {
                row(clock.get(), "", Ink.PLAIN, "  would " + step.describe(), Ink.PLAIN);
            }
        }
    }

    @Override
    public void step(String pluginId, Step step, StepOutcome outcome, String message) {
        answer();
        boolean good = outcome == StepOutcome.DONE;
        failedSteps += outcome == StepOutcome.FAILED || outcome == StepOutcome.UNDO_FAILED ? 1 : 0;
        StringBuilder line = start(clock.get(), "", Ink.PLAIN);
        line.append("  ");
        style.append(line, good ? Ink.GOOD : Ink.BAD, mark(outcome));
        line.append(' ');
        what(line, step.describe() + (message.isEmpty() ? "" : ": " + message), good ? Ink.PLAIN : Ink.BAD, 4);
    }

    private String mark(StepOutcome outcome) {
        switch (outcome) {
            case DONE:
                return style.drawing() ? "✓" : "ok    ";
            case FAILED:
                return style.drawing() ? "✗" : "FAILED";
            case UNDONE:
                return style.drawing() ? "↶ undone:" : "undone";
            default:
                return style.drawing() ? "✗ NOT UNDONE:" : "NOT UNDONE";
        }
    }

    @Override
    public void note(String source, String message) {
        answer();
        row(clock.get(), source, Ink.PLUGIN, message, Ink.PLAIN);
    }

    @Override
    public void alarm(String source, String message) {
        answer();
        alarms++;
        row(clock.get(), source, Ink.PLUGIN, (style.drawing() ? "⚠ " : "") + "ALARM: " + message, Ink.ALARM);
    }

    @Override
    public void path(boolean works, String description) {
        flushEvents();
        String why = description.startsWith(NO_PATH) ? description.substring(NO_PATH.length()) : description;
        if (works) {
            row(clock.get(), "path", Ink.GOOD, "traffic takes " + description, Ink.GOOD);
        } else if (pathWorked) {
            row(clock.get(), "path", Ink.BAD, "NO WORKING PATH: " + why, Ink.BAD);
        } else {
            row(clock.get(), "path", Ink.FAINT, "none yet: " + why, Ink.FAINT);
        }
        pathWorked |= works;
    }

    /** The last event was answered to: it gets a line of its own, those before it do not. */
    private void answer() {
        if (unanswered.isEmpty()) {
            return;
        }
        InterfaceEvent answered = unanswered.remove(unanswered.size() - 1);
        flushEvents();
        row(clock.get(), "event", Ink.EVENT, text(answered), Ink.EVENT);
    }

    private void flushEvents() {
        StringBuilder folded = new StringBuilder();
        for (InterfaceEvent event : unanswered) {
            String text = text(event);
            if (folded.length() > 0 && folded.length() + text.length() > FOLD_WIDTH) {
                row(unansweredSince, "event", Ink.FAINT, folded.toString(), Ink.FAINT);
                folded.setLength(0);
            }
            folded.append(folded.length() == 0 ? "" : style.separator()).append(text);
        }
        if (folded.length() > 0) {
            row(unansweredSince, "event", Ink.FAINT, folded.toString(), Ink.FAINT);
        }
        unanswered.clear();
    }

    /** The event with its further variables, where there is room for them. */
    private static String text(InterfaceEvent event) {
        StringBuilder text = new StringBuilder(event.toString());
        int name = text.length();
        for (Map.Entry<String, String> variable : event.data().entrySet()) {
            text.append(' ').append(variable.getKey()).append('=').append(variable.getValue());
        }
        if (text.length() > FOLD_WIDTH) {
            text.setLength(name);
            text.append(" ...");
        }
        return text.toString();
    }

    @Override
    public void summary(Summary summary) {
        flushEvents();
        StringBuilder text = new StringBuilder();
        row(clock.get(), "end", Ink.STRONG, "this is how the machine is left:", Ink.PLAIN);
        style.append(text, Ink.FAINT, rule(style.bottomJoint()));
        text.append("\n\n");
        new StateTables(style).append(text, summary);
        if (alarms + failedSteps > 0) {
            String counts = StateTables.count(alarms, "alarm") + ", " + StateTables.count(failedSteps, "failed step");
            style.append(text, Ink.BAD, "look above: " + counts);
            text.append('\n');
        }
        out.append(text);
        out.flush();
    }

    private void row(Duration at, String source, Ink sourceInk, String what, Ink ink) {
        what(start(at, source, sourceInk), what, ink, 0);
    }

    /** Ends a line with text, broken between words where it would be too long. */
    private void what(StringBuilder line, String text, Ink ink, int indent) {
        int room = style.width() == 0 ? Integer.MAX_VALUE : style.width() - FIRST_COLUMNS - indent;
        String rest = text;
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            style.append(line, ink, rest.substring(0, end));
            out.append(line.append('\n'));
            rest = rest.substring(end).strip();
            line = start(lastShown, "", Ink.PLAIN).append(" ".repeat(indent));
        }
        style.append(line, ink, rest);
        out.append(line.append('\n'));
    }

    /** The columns of time, shown only when it moved, and of the source; a gap before a new time. */
    private StringBuilder start(Duration at, String source, Ink sourceInk) {
        StringBuilder line = new StringBuilder(120);
        boolean moved = !at.equals(lastShown);
        if (moved && lastShown != null) {
            line.append(" ".repeat(13));
            style.append(line, Ink.FAINT, style.bar());
            line.append('\n');
        }
        lastShown = at;
        style.append(line, moved ? Ink.STRONG : Ink.PLAIN, moved ? time(at) : " ".repeat(12));
        line.append(' ');
        style.append(line, Ink.FAINT, style.bar());
        line.append(' ');
        style.append(line, sourceInk, source);
        line.append(" ".repeat(Math.max(1, SOURCE_WIDTH + 1 - source.length())));
        return line;
    }

    private String rule(String joint) {
        return style.rule().repeat(13) + joint + style.rule().repeat(66);
    }

    /** Hours, minutes, seconds and milliseconds, {@code 00:12:30.000}. */
    static String time(Duration at) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                at.toHours(),
                at.toMinutesPart(),
                at.toSecondsPart(),
                at.toMillisPart());
    }
}
