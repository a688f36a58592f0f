package org.nethook.host.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.nethook.host.history.History;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.history.HistoryRecord.Because;
import org.nethook.host.history.HistoryRecord.Event;
import org.nethook.host.history.HistoryRecord.Note;
import org.nethook.host.history.HistoryRecord.Plan;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;

/** The history, asked. */
final class Chronicle {
    private final String file;
    private final List<HistoryRecord> newestFirst;
    private final int unreadable;
    private final Optional<String> problem;

    private Chronicle(String file, List<HistoryRecord> newestFirst, int unreadable, Optional<String> problem) {
        this.file = file;
        this.newestFirst = newestFirst;
        this.unreadable = unreadable;
        this.problem = problem;
    }

    /** @throws StateException when it cannot be read */
    static Chronicle read(StateDirectory state) throws StateException {
        History history = History.read(state);
        return new Chronicle(file(state), history.newestFirst(), history.unreadable(), Optional.empty());
    }

    /** What can be read of it; {@link #problem} says why nothing could. */
    static Chronicle asFarAsPossible(StateDirectory state) {
        try {
            return read(state);
        } catch (StateException e) {
            return new Chronicle(file(state), List.of(), 0, Optional.of(e.getMessage()));
        }
    }

    /** Why it could not be read; empty when it could. */
    Optional<String> problem() {
        return problem;
    }

    private static String file(StateDirectory state) {
        return state.storage().describe(StateDirectory.HISTORY);
    }

    /**
     * The last of what is asked for.
     *
     * @param most how many; 0 for all
     */
    HistoryAnswer last(Predicate<HistoryRecord> asked, int most) {
        List<HistoryRecord> records = new ArrayList<>();
        int earlier = 0;
        for (HistoryRecord record : newestFirst) {
            if (!asked.test(record)) {
                continue;
            }
            if (most > 0 && records.size() >= most) {
                earlier++;
            } else {
                records.add(record);
            }
        }
        Collections.reverse(records);
        Optional<Instant> beginning = newestFirst.isEmpty()
                ? Optional.empty()
                : Optional.of(newestFirst.get(newestFirst.size() - 1).at());
        return new HistoryAnswer(file, beginning, records, earlier, unreadable);
    }

    /** Plans, notes and alarms about an interface, each with the time of its event. */
    HistoryAnswer about(String ifName, int most) {
        return last(record -> !(record instanceof Event) && record.concerns(ifName), most);
    }

    Chapter chapter(HistoryRecord record) {
        return new Chapter(record, because(record).flatMap(cause -> eventAt(cause, record.at())));
    }

    private Optional<Instant> eventAt(Because cause, Instant before) {
        for (HistoryRecord record : newestFirst) {
            if (record instanceof Event event
                    && !event.at().isAfter(before)
                    && (cause.text().equals(event.event()) || cause.text().endsWith(", after " + event.event()))) {
                return Optional.of(event.at());
            }
        }
        return Optional.empty();
    }

    private static Optional<Because> because(HistoryRecord record) {
        if (record instanceof Plan plan) {
            return Optional.of(plan.cause());
        }
        if (record instanceof Note note) {
            return Optional.of(note.cause());
        }
        return record instanceof Alarm alarm ? Optional.of(alarm.cause()) : Optional.empty();
    }

    /** Everything, oldest first. */
    List<HistoryRecord> all() {
        List<HistoryRecord> all = new ArrayList<>(newestFirst);
        Collections.reverse(all);
        return all;
    }
}
