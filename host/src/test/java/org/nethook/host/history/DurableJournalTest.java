package org.nethook.host.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Doing;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.state.MemoryStorage;
import org.nethook.host.state.StateDirectory;

/** What is written is what is read. */
class DurableJournalTest {
    private static final String AWKWARD = "a \"quote\", a \\, \u00e4, \ud83d\ude00, a\nline\u0001 and {\"v\":1}";
    private static final Step STEP = new InterfaceStep.Create("lagg0");

    private final FullDisk storage = new FullDisk();
    private final StateDirectory state = new StateDirectory(storage, () -> "boot");
    private final List<String> shown = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00.250Z");

    private DurableJournal journal(int size) {
        return new DurableJournal(new Shown(), state, size, () -> now);
    }

    private final DurableJournal journal = journal(DurableJournal.DEFAULT_SIZE);

    private static InterfaceEvent event(String ifName) {
        return new InterfaceEvent("IFNET", ifName, "LINK_UP", Map.of(), Instant.EPOCH);
    }

    private List<HistoryRecord> records() throws Exception {
        return History.read(state).newestFirst();
    }

    @Test
    void shouldKeepNotesAndAlarmsWithTheirCause() throws Exception {
        journal.note("nethook", AWKWARD);
        now = now.plusSeconds(1);
        Cause before = Cause.command("nethook run \u00e4").enter();
        journal.alarm("hyperv-vf", AWKWARD);
        Cause.leave(before);
        assertEquals(
                List.of(
                        new HistoryRecord.Alarm(
                                now, "hyperv-vf", new Because(Cause.Kind.COMMAND, "nethook run \u00e4", ""), AWKWARD),
                        new HistoryRecord.Note(
                                now.minusSeconds(1), "nethook", new Because(Cause.Kind.HOST, "nethook", ""), AWKWARD)),
                records());
        assertEquals(List.of("note " + AWKWARD, "alarm " + AWKWARD), shown);
    }

    @Test
    void shouldKeepAPlanWithItsSteps() throws Exception {
        Plan plan = new Plan("lagg0", AWKWARD, List.of("one", "two"), List.of(STEP), Optional.empty());
        journal.plan("hyperv-vf", plan, false);
        Instant began = now;
        now = now.plusMillis(5);
        journal.step("hyperv-vf", STEP, StepOutcome.FAILED, "EBUSY");
        now = now.plusMillis(5);
        journal.planEnded("hyperv-vf", plan, new PlanResult(Outcome.LEFT_HALF_DONE, "create lagg0: EBUSY"));
        assertEquals(
                List.of(new HistoryRecord.Plan(
                        now,
                        Doing.APPLYING,
                        began,
                        "hyperv-vf",
                        new Because(Cause.Kind.HOST, "nethook", ""),
                        "lagg0",
                        AWKWARD,
                        List.of("one", "two"),
                        List.of(new HistoryRecord.Step(
                                now.minusMillis(5), "create lagg0", List.of("lagg0"), StepOutcome.FAILED, "EBUSY")),
                        Outcome.LEFT_HALF_DONE,
                        "create lagg0: EBUSY")),
                records());
    }

    @Test
    void shouldTellRecoveryAndGoingBackFromApplying() throws Exception {
        Plan plan = new Plan("lagg0", "why", List.of(STEP));
        journal.recovery("p", plan, Instant.EPOCH);
        journal.planEnded("p", plan, new PlanResult(Outcome.APPLIED, ""));
        journal.goingBack("p", plan, Duration.ofSeconds(60));
        journal.planEnded("p", plan, new PlanResult(Outcome.UNDONE, "no path"));
        HistoryRecord.Plan recovery =
                assertInstanceOf(HistoryRecord.Plan.class, records().get(1));
        assertEquals(Doing.RECOVERY, recovery.doing());
        assertEquals(Instant.EPOCH, recovery.began());
        HistoryRecord.Plan back =
                assertInstanceOf(HistoryRecord.Plan.class, records().get(0));
        assertEquals(Doing.GOING_BACK, back.doing());
    }

    @Test
    void shouldKeepOnlyEventsThatLedToSomething() throws Exception {
        tell(event("hn0"), 0);
        tell(event("hn1"), 2);
        List<HistoryRecord> records = records();
        assertEquals(3, records.size());
        assertEquals(new HistoryRecord.Event(Instant.EPOCH, "IFNET hn1 LINK_UP", "hn1"), records.get(2));
        assertTrue(records.get(0).concerns("hn1"));
        assertEquals(3, History.read(state).about("hn1").size());
        assertEquals(0, History.read(state).about("hn").size());
    }

    private void tell(InterfaceEvent event, int notes) {
        journal.event(event);
        Cause before = Cause.event(event).enter();
        for (int i = 0; i < notes; i++) {
            journal.note("p", "note " + i);
        }
        Cause.leave(before);
    }

    @Test
    void shouldFindAnInterfaceByItsWholeNameOnly() throws Exception {
        journal.note("p", "hn10 and hn1_2 are up");
        journal.note("p", "found (hn1) up");
        assertEquals(1, History.read(state).about("hn1").size());
        assertEquals(1, History.read(state).about("hn10").size());
    }

    @Test
    void shouldNotKeepWhatWasOnlyShown() throws Exception {
        journal.plan("p", new Plan("lagg0", "why", List.of(STEP)), true);
        assertEquals(List.of(), records());
        assertFalse(storage.exists(StateDirectory.HISTORY));
    }

    @Test
    void shouldStayBoundedAndKeepTheNewest() throws Exception {
        DurableJournal small = journal(2_000);
        for (int i = 0; i < 500; i++) {
            small.note("p", "note " + i);
            assertTrue(storage.size(StateDirectory.HISTORY) < 2_400);
        }
        assertTrue(storage.size(StateDirectory.HISTORY + ".1") < 2_400);
        List<HistoryRecord> records = records();
        assertTrue(records.size() > 15, "kept " + records.size());
        for (int i = 0; i < records.size(); i++) {
            assertEquals("note " + (499 - i), ((HistoryRecord.Note) records.get(i)).text());
        }
    }

    @Test
    void shouldIgnoreALineThatWasTorn() throws Exception {
        journal.note("p", "first");
        byte[] whole = storage.read(StateDirectory.HISTORY, 10_000).orElseThrow();
        for (int length = 1; length < whole.length - 1; length++) {
            storage.replace(StateDirectory.HISTORY, java.util.Arrays.copyOf(whole, length));
            assertEquals(List.of(), records());
            journal(10_000).note("p", "next");
            History history = History.read(state);
            assertEquals(1, history.newestFirst().size(), "torn after " + length);
            assertEquals(1, history.unreadable());
        }
    }

    @Test
    void shouldLeaveOutWhatALaterVersionWrote() throws Exception {
        String lines = "{\"v\":2,\"at\":\"2026-01-01T00:00:00Z\",\"kind\":\"note\"}\n"
                + "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"kind\":\"prophecy\",\"text\":\"\"}\n"
                + "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"kind\":\"event\",\"event\":\"e\",\"ifName\":\"em0\",\"new\":[{}]}\n";
        storage.replace(StateDirectory.HISTORY, lines.getBytes(StandardCharsets.UTF_8));
        History history = History.read(state);
        assertEquals(1, history.newestFirst().size());
        assertEquals(2, history.unreadable());
    }

    @Test
    void shouldSurviveAFullDiskWithOneAlarm() throws Exception {
        storage.full = true;
        journal.note("p", "one");
        journal.alarm("p", "two");
        assertEquals(
                List.of(
                        "note one",
                        "alarm the history cannot be written: history.jsonl: No space left on device",
                        "alarm two"),
                shown);
        storage.full = false;
        journal.note("p", "three");
        assertEquals(1, records().size());
    }

    /** Memory that can be full. */
    private static final class FullDisk implements org.nethook.host.state.Storage {
        private final MemoryStorage memory = new MemoryStorage();
        private boolean full;

        @Override
        public boolean exists(String name) {
            return memory.exists(name);
        }

        @Override
        public Optional<byte[]> read(String name, int limit) throws IOException {
            return memory.read(name, limit);
        }

        @Override
        public void replace(String name, byte[] content) {
            memory.replace(name, content);
        }

        @Override
        public void append(String name, byte[] bytes, boolean durable) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            memory.append(name, bytes, durable);
        }

        @Override
        public long size(String name) {
            return memory.size(name);
        }

        @Override
        public int lastByte(String name) {
            return memory.lastByte(name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            memory.rename(from, to);
        }

        @Override
        public void delete(String name) {
            memory.delete(name);
        }

        @Override
        public List<String> list(String folder) {
            return memory.list(folder);
        }

        @Override
        public Held lock(Duration patience) throws IOException {
            return memory.lock(patience);
        }

        @Override
        public String describe(String name) {
            return name;
        }
    }

    private final class Shown implements Journal {
        @Override
        public void event(InterfaceEvent event) {}

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {}

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {}

        @Override
        public void note(String source, String message) {
            shown.add("note " + message);
        }

        @Override
        public void alarm(String source, String message) {
            shown.add("alarm " + message);
        }
    }
}
