package org.nethook.host.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Doing;
import org.nethook.host.history.HistoryRecord.Note;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.StepOutcome;

class OpenAlarmsTest {
    private static final Because NOTHING = new Because(Cause.Kind.HOST, "nethook", "");

    private final List<HistoryRecord> records = new ArrayList<>();

    private void alarm(String source, String text) {
        records.add(new Alarm(Instant.EPOCH.plusSeconds(records.size()), source, NOTHING, text));
    }

    private void note(String source, String text) {
        records.add(new Note(Instant.EPOCH, source, NOTHING, text));
    }

    private void plan(Doing doing, Outcome outcome, String ifName, String stepped) {
        HistoryRecord.Step step =
                new HistoryRecord.Step(Instant.EPOCH, "a step", List.of(stepped), StepOutcome.DONE, "");
        records.add(new HistoryRecord.Plan(
                Instant.EPOCH,
                doing,
                Instant.EPOCH,
                "hyperv-vf",
                NOTHING,
                ifName,
                "",
                List.of(),
                List.of(step),
                outcome,
                ""));
    }

    private List<String> open() {
        return OpenAlarms.of(records).stream().map(Alarm::text).toList();
    }

    @Test
    void shouldClearWhatAnAllClearOfTheSameSourceNames() {
        alarm("hyperv-vf", "hn1: VF mlxen0 is not used");
        alarm("hyperv-vf", "hn10: VF mlxen1 is not used");
        alarm("other", "hn1 is odd");
        note("hyperv-vf", "All clear: hn1 uses mlxen0");
        note("hyperv-vf", "hn10 is there");
        assertEquals(List.of("hn10: VF mlxen1 is not used", "hn1 is odd"), open());
    }

    @Test
    void shouldClearWhatALaterPlanPutRight() {
        alarm("hyperv-vf", "hn0 and mlxen0 are not in a lagg");
        plan(Doing.APPLYING, Outcome.UNDONE, "lagg0", "hn0");
        plan(Doing.GOING_BACK, Outcome.APPLIED, "lagg0", "hn0");
        assertEquals(1, open().size());
        plan(Doing.APPLYING, Outcome.APPLIED, "lagg0", "hn0");
        assertEquals(List.of(), open());
    }

    @Test
    void shouldShowARepeatedAlarmOnce() {
        alarm("hyperv-vf", "hn0 has no path");
        alarm("hyperv-vf", "hn0 has no path");
        assertEquals(List.of("hn0 has no path"), open());
        assertEquals(Instant.EPOCH.plusSeconds(1), OpenAlarms.of(records).get(0).at());
    }
}
