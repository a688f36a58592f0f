package org.nethook.host.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.history.DurableJournal;
import org.nethook.host.history.History;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.journal.Cause;
import org.nethook.host.state.StateDirectory;

/** An event that is run again for the work it gave tells what is news, and nothing twice. */
class DueJournalTest {
    private static final Instant THEN = Instant.ofEpochSecond(100);
    private static final InterfaceEvent EVENT = event(THEN);

    private final StateDirectory state = StateDirectory.inMemory();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PlainJournal lines = new PlainJournal(new PrintStream(printed, true, StandardCharsets.UTF_8));

    private static InterfaceEvent event(Instant at) {
        return new InterfaceEvent("ETHERNET", "mlxen0", "IFATTACH", Map.of(), at);
    }

    private DurableJournal durable(Instant now) {
        return new DurableJournal(lines, state, DurableJournal.DEFAULT_SIZE, () -> now);
    }

    private void tellAtFirst(InterfaceEvent event, String... notes) {
        Cause before = Cause.event(event).enter();
        try {
            for (String note : notes) {
                durable(event.at()).note("probe", note);
            }
        } finally {
            Cause.leave(before);
        }
    }

    /** What the history has afterwards, in order. */
    private List<String> runAgain(Runnable repetition, DueJournal journal) throws Exception {
        journal.over(durable(THEN.plusSeconds(10)));
        journal.repeatsFollow("probe", EVENT, History.read(state));
        Cause before = Cause.event(EVENT).enter();
        try {
            repetition.run();
        } finally {
            Cause.leave(before);
        }
        journal.newsFollows();
        lines.flush();
        List<String> texts = new ArrayList<>();
        for (HistoryRecord record : History.read(state).newestFirst()) {
            if (record instanceof HistoryRecord.Note note) {
                texts.add(0, note.text());
            }
        }
        return texts;
    }

    @Test
    void shouldTellWhatIsNewAndNotWhatWasTold() throws Exception {
        tellAtFirst(EVENT, "mlxen0 came");
        DueJournal journal = new DueJournal();
        List<String> history = runAgain(
                () -> {
                    journal.note("probe", "mlxen0 came");
                    journal.note("probe", "mlxen0 has an address by now");
                },
                journal);
        assertEquals(List.of("mlxen0 came", "mlxen0 has an address by now"), history);
        assertEquals(1, printed.toString(StandardCharsets.UTF_8).split("has an address by now", -1).length - 1);
    }

    @Test
    void shouldTellAgainWhatAnEarlierEventOrItsOwnWorkTells() throws Exception {
        tellAtFirst(event(THEN.minusSeconds(50)), "mlxen0 came");
        tellAtFirst(EVENT, "mlxen0 is slow");
        DueJournal journal = new DueJournal();
        List<String> history = runAgain(
                () -> {
                    journal.note("probe", "mlxen0 came");
                    Cause before = Cause.event(EVENT).later("look at mlxen0").enter();
                    journal.note("probe", "mlxen0 is slow");
                    Cause.leave(before);
                },
                journal);
        assertEquals(List.of("mlxen0 came", "mlxen0 is slow", "mlxen0 came", "mlxen0 is slow"), history);
    }

    @Test
    void shouldTellAsOftenAsThereIsSomethingNewToTell() throws Exception {
        tellAtFirst(EVENT, "once");
        DueJournal journal = new DueJournal();
        List<String> history = runAgain(
                () -> {
                    journal.note("probe", "once");
                    journal.note("probe", "once");
                },
                journal);
        assertEquals(List.of("once", "once"), history);
    }
}
