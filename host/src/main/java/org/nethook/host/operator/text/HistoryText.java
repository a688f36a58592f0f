package org.nethook.host.operator.text;

import java.time.ZoneId;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.operator.HistoryAnswer;

/** What happened, one line each, the newest last; each line is whole, for grep. */
public final class HistoryText {
    private HistoryText() {}

    /**
     * The lines.
     *
     * @param steps whether each step of each plan gets a line too
     */
    public static String of(HistoryAnswer answer, boolean steps, ZoneId zone) {
        Page page = new Page(0);
        Moments moments = new Moments(zone);
        if (answer.earlier() > 0) {
            page.line("... " + answer.earlier() + " more before this; -n 0 shows all");
        }
        lines(answer, steps, moments, page);
        if (answer.records().isEmpty()) {
            page.line(answer.beginning()
                    .map(since -> "Nothing: the history, " + answer.file() + ", begins " + moments.full(since) + ".")
                    .orElse("Nothing happened yet, as far as " + answer.file() + " tells."));
        }
        if (answer.unreadable() > 0) {
            page.line(Page.count(answer.unreadable(), "line") + " of " + answer.file() + " could not be read.");
        }
        return page.toString();
    }

    static void lines(HistoryAnswer answer, boolean steps, Moments moments, Page page) {
        RecordText records = new RecordText(moments);
        for (HistoryRecord record : answer.records()) {
            page.line(
                    moments.sortable(record.at()) + " " + moments.zone(record.at()) + "  "
                            + Page.padded(RecordText.kind(record), 5) + "  ",
                    records.line(record));
            if (steps && record instanceof HistoryRecord.Plan plan) {
                records.steps(plan, " ".repeat(11), page);
            }
        }
    }
}
