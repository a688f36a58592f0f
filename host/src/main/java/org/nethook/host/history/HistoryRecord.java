package org.nethook.host.history;

import java.time.Instant;
import java.util.List;
import org.nethook.api.plan.PlanResult;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.StepOutcome;

/**
 * One line of the history. A value; what it holds is what was known when it was written.
 *
 * <p>On disk each is one JSON object on a line of its own, with {@code "v":1}, {@code "at"} (ISO 8601, UTC) and {@code "kind"}.
 * A later version may add fields and kinds, which readers leave alone; a change of meaning raises {@code v}.
 */
public sealed interface HistoryRecord {

    /** When it happened, which for a plan is when it ended; an event is written later than it came in. */
    Instant at();

    /** Whether it is about the interface. */
    boolean concerns(String ifName);

    /**
     * An event came in that led to something. It comes before what it led to.
     *
     * <p>{@code {"v":1,"at":…,"kind":"event","event":"ETHERNET mlxen0 IFATTACH","ifName":"mlxen0"}}
     *
     * <p>Compared by hand: the first comparison of a record that leaves it to Java makes some forty classes.
     *
     * @param event its system, subsystem and type, and what it carried
     * @param ifName the interface it is about
     */
    record Event(Instant at, String event, String ifName) implements HistoryRecord {
        @Override
        public boolean concerns(String name) {
            return ifName.equals(name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Event that
                    && at.equals(that.at)
                    && event.equals(that.event)
                    && ifName.equals(that.ifName);
        }

        @Override
        public int hashCode() {
            return at.hashCode();
        }
    }

    /** What was done with a plan. */
    enum Doing {
        /** It was applied. */
        APPLYING,
        /** An earlier run had begun and not ended it; it was finished or undone. */
        RECOVERY,
        /** It had been applied, the machine had no working path since, and it was undone. */
        GOING_BACK
    }

    /**
     * A plan ended.
     *
     * <p>{@code {"v":1,"at":…,"kind":"plan","doing":"applying","began":…,"plugin":"hyperv-vf","cause":{"kind":"event","text":…},
     * "ifName":"lagg0","reason":…,"notes":[…],"steps":[{"at":…,"step":"create lagg0","interfaces":["lagg0"],"outcome":"done",
     * "message":""}],"outcome":"applied","message":""}}
     *
     * @param doing what was done with it
     * @param began when this was begun; for a recovery, when the run that did not end it began
     * @param plugin whose plan
     * @param cause what made the plugin do so
     * @param ifName the interface it is for
     * @param reason why, in one line
     * @param notes further lines of why
     * @param steps what was done, in the order it was done, undoing included; steps that were not reached are missing
     * @param outcome how it ended
     * @param message which step failed and why; empty when none did
     */
    record Plan(
            Instant at,
            Doing doing,
            Instant began,
            String plugin,
            Because cause,
            String ifName,
            String reason,
            List<String> notes,
            List<Step> steps,
            PlanResult.Outcome outcome,
            String message)
            implements HistoryRecord {

        public Plan {
            notes = List.copyOf(notes);
            steps = List.copyOf(steps);
        }

        @Override
        public boolean concerns(String name) {
            if (ifName.equals(name)) {
                return true;
            }
            for (Step step : steps) {
                if (step.interfaces.contains(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A step that was done, or tried.
     *
     * @param at when it ended
     * @param step the change in a few words
     * @param interfaces those it changes
     * @param outcome how it ended
     * @param message why it failed, or what is odd about it; empty when there is nothing to say
     */
    record Step(Instant at, String step, List<String> interfaces, StepOutcome outcome, String message) {
        public Step {
            interfaces = List.copyOf(interfaces);
        }
    }

    /**
     * Why the host acted.
     *
     * @param kind what it was
     * @param text such as {@code ETHERNET mlxen0 IFATTACH}
     * @param ifName the interface it was about; empty when about none
     */
    record Because(Cause.Kind kind, String text, String ifName) {}

    /**
     * Something worth knowing.
     *
     * <p>{@code {"v":1,"at":…,"kind":"note","source":"hyperv-vf","cause":{…},"text":…}}
     *
     * @param source the plugin, or nethook
     * @param cause what led to it
     * @param text one line
     */
    record Note(Instant at, String source, Because cause, String text) implements HistoryRecord {
        @Override
        public boolean concerns(String name) {
            return cause.ifName.equals(name) || Names.in(text, name);
        }
    }

    /**
     * Something an operator must look at; as a note, with the kind {@code alarm}.
     *
     * @param source the plugin, or nethook
     * @param cause what led to it
     * @param text one line
     */
    record Alarm(Instant at, String source, Because cause, String text) implements HistoryRecord {
        @Override
        public boolean concerns(String name) {
            return cause.ifName.equals(name) || Names.in(text, name);
        }
    }
}
