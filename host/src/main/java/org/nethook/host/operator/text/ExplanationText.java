package org.nethook.host.operator.text;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.history.HistoryRecord.Note;
import org.nethook.host.history.HistoryRecord.Plan;
import org.nethook.host.operator.Chapter;
import org.nethook.host.operator.Explanation;
import org.nethook.host.operator.HistoryAnswer;
import org.nethook.host.operator.Standing;

/** Why an interface is as it is, as a story: how it is now, then what happened to it, the newest last. */
public final class ExplanationText {
    private final Page page;
    private final Moments moments;
    private final RecordText records;

    private ExplanationText(int width, ZoneId zone) {
        this.page = new Page(width);
        this.moments = new Moments(zone);
        this.records = new RecordText(moments);
    }

    /** The whole story. */
    public static String of(Explanation explanation, int width, ZoneId zone) {
        ExplanationText text = new ExplanationText(width, zone);
        text.now(explanation);
        text.story(explanation);
        return text.page.toString();
    }

    private void now(Explanation explanation) {
        String ifName = explanation.ifName();
        page.line(
                ifName + " now: ",
                explanation.now().isEmpty()
                        ? "there is no such interface; there are " + String.join(", ", explanation.others())
                        : describe(explanation.now().get())
                                + explanation
                                        .lagg()
                                        .map(lagg -> ", port of " + lagg)
                                        .orElse(""));
        for (Standing standing : explanation.standings()) {
            page.line(" ".repeat(ifName.length() + 6), moments.localised(StandingText.sentence(standing)));
        }
    }

    private static String describe(Netif netif) {
        List<String> parts = new ArrayList<>();
        parts.add(netif.isUp() ? "up" : "down");
        parts.add("link " + netif.linkState().name().toLowerCase(Locale.ROOT));
        parts.add("MTU " + netif.mtu());
        for (InterfaceAddress address : netif.addresses()) {
            parts.add(address.toString());
        }
        if (netif.lagg().isPresent()) {
            List<String> ports = new ArrayList<>();
            for (LaggPort port : netif.lagg().get().ports()) {
                ports.add(port.ifName() + (port.flags().contains(LaggPort.Flag.ACTIVE) ? " (active)" : ""));
            }
            parts.add(netif.lagg().get().protocol().name().toLowerCase(Locale.ROOT) + " lagg "
                    + (ports.isEmpty() ? "without ports" : "of " + String.join(" and ", ports)));
        }
        return String.join(", ", parts);
    }

    private void story(Explanation explanation) {
        HistoryAnswer history = explanation.history();
        if (explanation.problem().isPresent()) {
            page.gap()
                    .line("What happened to it is not known: "
                            + explanation.problem().get());
            return;
        }
        if (history.earlier() > 0) {
            page.gap()
                    .line("... " + history.earlier() + " more before this; nethook explain -n 0 " + explanation.ifName()
                            + " shows all");
        }
        for (Chapter chapter : explanation.chapters()) {
            page.gap();
            tell(chapter);
        }
        if (explanation.chapters().isEmpty()) {
            page.gap().line(nothing(explanation));
        }
    }

    private String nothing(Explanation explanation) {
        HistoryAnswer history = explanation.history();
        String where = history.beginning()
                .map(since -> "the history, which begins " + moments.full(since) + ", says nothing of it")
                .orElse("the history is empty");
        String touched = explanation.now().isPresent() ? "nethook did nothing to it: " : "Nothing is known of it: ";
        return touched + where + " (" + history.file() + ")"
                + (explanation.standings().isEmpty() ? ", and no plugin keeps it in order." : ".");
    }

    private void tell(Chapter chapter) {
        HistoryRecord record = chapter.record();
        String time = moments.full(record.at()) + "  ";
        if (record instanceof Plan plan) {
            page.line(
                    time,
                    plan.plugin() + ", plan for " + plan.ifName() + ": " + moments.localised(RecordText.ending(plan)));
            page.line("  what   ", plan.reason());
            page.line("  why    ", records.because(plan.cause(), chapter.eventAt(), plan.at()));
            for (String note : plan.notes()) {
                page.line("         ", note);
            }
            if (!plan.steps().isEmpty()) {
                page.line("  steps  ", "begun " + moments.after(plan.began(), plan.at()) + ":");
                records.steps(plan, "    ", page);
            }
        } else if (record instanceof Note note) {
            page.line(time, note.source() + ": " + moments.localised(note.text()));
            page.line("  why    ", records.because(note.cause(), chapter.eventAt(), note.at()));
        } else if (record instanceof Alarm alarm) {
            page.line(time, alarm.source() + ", ALARM: " + moments.localised(alarm.text()));
            page.line("  why    ", records.because(alarm.cause(), chapter.eventAt(), alarm.at()));
        }
    }
}
