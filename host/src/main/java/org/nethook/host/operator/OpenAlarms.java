package org.nethook.host.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.history.HistoryRecord.Doing;
import org.nethook.host.history.HistoryRecord.Note;
import org.nethook.host.history.HistoryRecord.Plan;

/**
 * Alarms that nothing has cleared yet. An alarm is cleared by an all-clear of the same source about the same interface, or by
 * a later plan of the same source that was applied to it.
 */
final class OpenAlarms {
    /** What an all-clear has in its text. */
    static final String ALL_CLEAR = "all clear";

    private final List<Alarm> open = new ArrayList<>();

    private OpenAlarms() {}

    /** @param records oldest first */
    static List<Alarm> of(List<HistoryRecord> records) {
        OpenAlarms alarms = new OpenAlarms();
        for (HistoryRecord record : records) {
            alarms.next(record);
        }
        return List.copyOf(alarms.open);
    }

    private void next(HistoryRecord record) {
        if (record instanceof Alarm alarm) {
            open.removeIf(
                    same -> same.source().equals(alarm.source()) && same.text().equals(alarm.text()));
            open.add(alarm);
        } else if (record instanceof Note note
                && note.text().toLowerCase(Locale.ROOT).contains(ALL_CLEAR)) {
            clear(note.source(), words(note));
        } else if (record instanceof Plan plan
                && plan.outcome() == Outcome.APPLIED
                && plan.doing() != Doing.GOING_BACK) {
            List<String> names = new ArrayList<>(List.of(plan.ifName()));
            for (HistoryRecord.Step step : plan.steps()) {
                names.addAll(step.interfaces());
            }
            clear(plan.plugin(), names);
        }
    }

    private static List<String> words(Note note) {
        List<String> words = new ArrayList<>(List.of(note.text().split("[^A-Za-z0-9_.]+")));
        words.add(note.cause().ifName());
        words.removeIf(word -> word.isEmpty() || !Character.isDigit(word.charAt(word.length() - 1)));
        return words;
    }

    private void clear(String source, List<String> ifNames) {
        open.removeIf(alarm -> alarm.source().equals(source) && ifNames.stream().anyMatch(alarm::concerns));
    }
}
