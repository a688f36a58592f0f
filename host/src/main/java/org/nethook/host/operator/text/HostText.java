package org.nethook.host.operator.text;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nethook.host.operator.HostReport;
import org.nethook.host.resident.status.HostStatus;
import org.nethook.host.resident.status.HostStatus.Events;
import org.nethook.host.resident.status.HostStatus.LaneStatus;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.status.HostStatus.RecentEvent;
import org.nethook.host.resident.status.HostStatus.SourceStatus;
import org.nethook.host.resident.status.Quantiles;

/** How the resident host is doing: below the status of what plugins keep. */
public final class HostText {
    private static final int LABEL = 11;
    private static final int MOST_LANES = 8;
    private static final int MOST_EVENTS = 5;

    private HostText() {}

    /** That there is none, with the reason. */
    public static String absent(String why, int width) {
        Page page = new Page(width).line("");
        labelled(page, "host", why);
        return page.toString();
    }

    /** What is to be told of it; begins with an empty line. */
    public static String of(HostReport report, int width, ZoneId zone) {
        HostStatus status = report.status();
        Moments moments = new Moments(zone);
        Page page = new Page(width).line("");
        labelled(
                page,
                "host",
                "resident since " + moments.full(status.startedAt()) + ", "
                        + Page.count(status.threads().all(), "thread") + ", "
                        + status.threads().idle() + " idle");
        String label = "sources";
        for (SourceStatus source : status.sources()) {
            String last = source.last() == null ? "" : ", the last at " + moments.full(source.last());
            String state = source.state().isEmpty() ? "" : ": " + source.state();
            labelled(page, label, source.name() + state + ", " + source.received() + " events" + last);
            label = "";
        }
        if (report.malformed() > 0) {
            labelled(page, "", report.malformed() + " lines were no events");
        }
        Events events = status.events();
        labelled(
                page,
                "events",
                events.received() + " received: " + counts(events)
                        + (status.resyncs() > 0 ? "; " + status.resyncs() + " resyncs" : ""));
        labelled(page, "latency", latency(status.latency()));
        lanes(status, page);
        plugins(status, moments, page);
        recent(status, moments, page);
        return page.toString();
    }

    private static String counts(Events events) {
        return events.handled() + " handled, " + events.coalesced() + " coalesced, " + events.dropped() + " dropped, "
                + events.waiting() + " waiting, " + events.running() + " running";
    }

    private static void lanes(HostStatus status, Page page) {
        List<String> busy = new ArrayList<>();
        for (LaneStatus lane : status.lanes()) {
            if (!lane.state().equals("idle")) {
                busy.add(lane.name() + " " + lane.state() + ", " + lane.events().waiting() + " waiting");
            }
        }
        String all = Page.count(status.lanes().size(), "lane");
        if (busy.isEmpty()) {
            labelled(page, "lanes", all + ", all idle");
            return;
        }
        labelled(page, "lanes", all + ", " + busy.size() + " at work:");
        for (String lane : busy.subList(0, Math.min(MOST_LANES, busy.size()))) {
            labelled(page, "", lane);
        }
        if (busy.size() > MOST_LANES) {
            labelled(page, "", "and " + (busy.size() - MOST_LANES) + " more");
        }
    }

    private static void plugins(HostStatus status, Moments moments, Page page) {
        String label = "plugins";
        for (PluginStatus plugin : status.plugins()) {
            if (plugin.parkedAt() != null) {
                labelled(
                        page,
                        label,
                        plugin.id() + ": PARKED since " + moments.full(plugin.parkedAt())
                                + ", told of nothing until: nethook unpark " + plugin.id());
                label = "";
            }
            StringBuilder text = new StringBuilder(plugin.id())
                    .append(": ")
                    .append(plugin.runs())
                    .append(" runs, ");
            text.append(plugin.failures()).append(" failed");
            text.append(some(plugin.timeouts(), "took too long")).append(some(plugin.skipped(), "left out"));
            text.append(some(plugin.tasks(), "tasks wait")).append(some(plugin.stuck(), "threads given up"));
            if (plugin.latency().count() > 0) {
                text.append(", ").append(latency(plugin.latency()));
            }
            labelled(page, label, text.toString());
            label = "";
            if (!plugin.lastFault().isEmpty()) {
                labelled(page, "", "  its last fault: " + plugin.lastFault());
            }
        }
    }

    private static String some(long number, String what) {
        return number == 0 ? "" : ", " + number + " " + what;
    }

    private static void recent(HostStatus status, Moments moments, Page page) {
        int from = Math.max(0, status.recent().size() - MOST_EVENTS);
        String label = "last";
        for (RecentEvent event : status.recent().subList(from, status.recent().size())) {
            String failed = event.failures() == 0 ? "" : ", " + event.failures() + " FAILED";
            labelled(
                    page,
                    label,
                    moments.sortable(event.at()) + "  " + event.text() + ": "
                            + Page.count(event.listeners(), "listener") + failed);
            label = "";
        }
    }

    /** {@code half within 0.12 ms, 99 % within 1.4 ms, all within 12 ms}. */
    private static String latency(Quantiles quantiles) {
        return quantiles.count() == 0
                ? "nothing measured yet"
                : "half within " + millis(quantiles.p50()) + ", 99 % within " + millis(quantiles.p99())
                        + ", all within " + millis(quantiles.max());
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
    }

    private static void labelled(Page page, String label, String text) {
        page.line(Page.padded(label, LABEL), text);
    }
}
