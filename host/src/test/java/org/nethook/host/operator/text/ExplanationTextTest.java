package org.nethook.host.operator.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.Netif;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Doing;
import org.nethook.host.history.HistoryRecord.Step;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.operator.Chapter;
import org.nethook.host.operator.Explanation;
import org.nethook.host.operator.HistoryAnswer;

class ExplanationTextTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant EVENT = Instant.parse("2026-11-23T02:04:30Z");
    private static final Instant AT = Instant.parse("2026-11-23T02:04:40.125Z");
    private static final Because TASK =
            new Because(Cause.Kind.TASK, "put hn0 and mlxen0 into a lagg, after ETHERNET mlxen0 IFATTACH", "mlxen0");

    private static HistoryRecord.Plan plan(Doing doing, Outcome outcome, String message, Step... steps) {
        return new HistoryRecord.Plan(
                AT,
                doing,
                AT.minusMillis(35),
                "hyperv-vf",
                TASK,
                "lagg0",
                "failover lagg of hn0 and its VF mlxen0",
                List.of("why lagg0: no other has its name"),
                List.of(steps),
                outcome,
                message);
    }

    private static Step step(int millis, String text, StepOutcome outcome, String message) {
        return new Step(AT.minusMillis(millis), text, List.of("lagg0"), outcome, message);
    }

    private static Explanation explanation(Optional<Netif> now, List<Chapter> chapters, int earlier) {
        HistoryAnswer history = new HistoryAnswer(
                "/var/db/nethook/history.jsonl",
                chapters.isEmpty() ? Optional.empty() : Optional.of(EVENT),
                List.of(),
                earlier,
                0);
        return new Explanation(
                "lagg0", now, Optional.empty(), List.of("hn0", "lo0"), List.of(), chapters, history, Optional.empty());
    }

    private static String text(Explanation explanation) {
        return ExplanationText.of(explanation, 100, BERLIN);
    }

    @Test
    void shouldTellWhichEventWhichPluginWhichStepsAndWhen() {
        HistoryRecord.Plan made = plan(
                Doing.APPLYING,
                Outcome.APPLIED,
                "",
                step(30, "create lagg0", StepOutcome.DONE, ""),
                step(5, "add port hn0 to lagg0", StepOutcome.DONE, ""));
        HistoryRecord.Note note = new HistoryRecord.Note(
                AT.plusSeconds(86_400),
                "hyperv-vf",
                new Because(Cause.Kind.EVENT, "HYPERV_NIC_VF hn0 VF_DOWN", "hn0"),
                "traffic is back on hn0; lagg0 keeps its addresses");
        assertEquals(
                """
                lagg0 now: up, link unknown, MTU 1500

                ... 3 more before this; nethook explain -n 0 lagg0 shows all

                2026-11-23 03:04:40 CET  hyperv-vf, plan for lagg0: applied
                  what   failover lagg of hn0 and its VF mlxen0
                  why    its time had come: put hn0 and mlxen0 into a lagg, after ETHERNET mlxen0 IFATTACH at
                         03:04:30.000
                         why lagg0: no other has its name
                  steps  begun 03:04:40.090:
                    03:04:40.095  done        create lagg0
                    03:04:40.120  done        add port hn0 to lagg0

                2026-11-24 03:04:40 CET  hyperv-vf: traffic is back on hn0; lagg0 keeps its addresses
                  why    because of the event HYPERV_NIC_VF hn0 VF_DOWN
                """,
                text(explanation(
                        Optional.of(Netif.named("lagg0")
                                .index(1)
                                .mtu(1500)
                                .flags(1, Set.of(InterfaceFlag.UP))
                                .build()),
                        List.of(new Chapter(made, Optional.of(EVENT)), new Chapter(note, Optional.empty())),
                        3)));
    }

    @Test
    void shouldTellWhatFailedWasUndoneRepairedAndTakenBack() {
        List<Chapter> chapters = List.of(
                new Chapter(
                        plan(
                                Doing.APPLYING,
                                Outcome.UNDONE,
                                "add port hn0 to lagg0: EBUSY (16)",
                                step(30, "create lagg0", StepOutcome.DONE, ""),
                                step(20, "add port hn0 to lagg0", StepOutcome.FAILED, "EBUSY (16)"),
                                step(10, "destroy lagg0", StepOutcome.UNDONE, "")),
                        Optional.empty()),
                new Chapter(plan(Doing.RECOVERY, Outcome.APPLIED, ""), Optional.empty()),
                new Chapter(plan(Doing.GOING_BACK, Outcome.UNDONE, ""), Optional.empty()));
        List<String> lines = ExplanationText.of(explanation(Optional.empty(), chapters, 0), 0, BERLIN)
                .lines()
                .toList();
        assertEquals("lagg0 now: there is no such interface; there are hn0, lo0", lines.get(0));
        assertEquals(
                "2026-11-23 03:04:40 CET  hyperv-vf, plan for lagg0: failed and undone (add port hn0 to lagg0: EBUSY"
                        + " (16))",
                lines.get(2));
        assertEquals("    03:04:40.105  FAILED      add port hn0 to lagg0: EBUSY (16)", lines.get(8));
        assertEquals("    03:04:40.115  undone      destroy lagg0", lines.get(9));
        assertEquals("2026-11-23 03:04:40 CET  hyperv-vf, plan for lagg0: finished after a crash", lines.get(11));
        assertEquals(
                "2026-11-23 03:04:40 CET  hyperv-vf, plan for lagg0: undone, because there was no working path",
                lines.get(16));
    }

    @Test
    void shouldSayWhenNothingIsKnownAndWhereItLooked() {
        assertEquals("""
                lagg0 now: there is no such interface; there are hn0, lo0

                Nothing is known of it: the history is empty (/var/db/nethook/history.jsonl), and no plugin keeps it
                in order.
                """, text(explanation(Optional.empty(), List.of(), 0)));
    }
}
