package org.nethook.host.operator.text;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.Fact;
import org.nethook.host.history.HistoryRecord.Alarm;
import org.nethook.host.operator.StatusAnswer;
import org.nethook.host.operator.StatusAnswer.Attended;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.PluginProblem;

/** How everything is, at a glance: what needs somebody comes first. */
public final class StatusText {
    private static final int LABEL = 11;
    private static final int MOST_ALARMS = 5;

    private StatusText() {}

    /** The whole status. */
    public static String of(StatusAnswer status, String version, int width, ZoneId zone) {
        Page page = new Page(width);
        Moments moments = new Moments(zone);
        labelled(page, "nethook", version + " on " + status.system() + ", " + moments.full(status.at()));
        String label = "plugins";
        for (LoadedPlugin plugin : status.plugins().plugins()) {
            List<String> kept = status.kept().getOrDefault(plugin.id(), List.of());
            String keeps = kept.isEmpty() ? "" : ", keeps " + String.join(", ", kept) + " in order";
            labelled(page, label, plugin.id() + " " + plugin.version() + keeps);
            label = "";
        }
        for (PluginProblem problem : status.plugins().problems()) {
            labelled(page, label, "NOT LOADED: " + problem);
            label = "";
        }
        if (label.equals("plugins")) {
            labelled(page, label, "none");
        }
        String state = status.stateDirectory().isEmpty() ? "in memory" : status.stateDirectory();
        labelled(page, "state", status.problem().map(why -> "NOT READ: " + why).orElse(state));
        labelled(page, "plan", status.unfinished().map(StandingText::unfinished).orElse("none under way"));
        alarms(status, moments, page);
        for (Attended attended : status.interfaces()) {
            page.gap();
            page.line(
                    StandingText.head(attended.standing()) + ": ",
                    moments.localised(StandingText.verdict(attended.standing())));
            int names = 0;
            for (Fact fact : attended.facts()) {
                names = Math.max(names, fact.name().length());
            }
            for (Fact fact : attended.facts()) {
                page.line("  " + Page.padded(fact.name(), names) + "  ", moments.localised(fact.value()));
            }
        }
        if (!status.last().records().isEmpty()) {
            page.gap().line("What happened last (nethook history shows more):");
            HistoryText.lines(status.last(), false, moments, page);
        }
        return page.toString();
    }

    private static void alarms(StatusAnswer status, Moments moments, Page page) {
        List<Alarm> alarms = new ArrayList<>(status.alarms());
        if (alarms.isEmpty()) {
            labelled(page, "alarms", status.problem().isPresent() ? "not known" : "none");
            return;
        }
        int earlier = Math.max(0, alarms.size() - MOST_ALARMS);
        String label = "ALARMS";
        for (Alarm alarm : alarms.subList(earlier, alarms.size())) {
            labelled(
                    page,
                    label,
                    moments.full(alarm.at()) + "  " + alarm.source() + ": " + moments.localised(alarm.text()));
            label = "";
        }
        if (earlier > 0) {
            labelled(page, "", "and " + earlier + " earlier; see nethook history");
        }
    }

    private static void labelled(Page page, String label, String text) {
        page.line(Page.padded(label, LABEL), text);
    }
}
