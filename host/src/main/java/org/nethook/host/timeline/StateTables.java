package org.nethook.host.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.host.timeline.Style.Ink;

/** The end of a timeline: interfaces, routes, and how long there was no working path. */
final class StateTables {
    private static final String GAP = "  ";
    private static final int MAC_COLUMN = 4;
    /** The columns from which on a terminal has room for MAC addresses. */
    private static final int WIDE = 100;

    private final Style style;

    StateTables(Style style) {
        this.style = style;
    }

    void append(StringBuilder text, Summary summary) {
        interfaces(text, summary.interfaces());
        text.append('\n');
        routes(text, summary.routes());
        text.append('\n');
        if (summary.lines().isPresent()) {
            lines(text, summary.lines().get());
        } else {
            outage(text, summary);
        }
    }

    /** One cell: what stands in it, and in which ink. */
    private record Cell(String text, Ink ink) {
        static Cell of(String text) {
            return new Cell(text, text.equals("-") ? Ink.FAINT : Ink.PLAIN);
        }
    }

    private void interfaces(StringBuilder text, List<Netif> interfaces) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Cell> heading = new ArrayList<>();
        for (String title : List.of("interface", "state", "link", "mtu", "mac", "lagg", "addresses")) {
            heading.add(new Cell(title, Ink.FAINT));
        }
        rows.add(heading);
        for (Netif netif : interfaces) {
            List<InterfaceAddress> addresses = netif.addresses();
            List<Cell> row = new ArrayList<>();
            row.add(new Cell(netif.ifName(), Ink.STRONG));
            row.add(netif.isUp() ? new Cell("up", Ink.GOOD) : new Cell("down", Ink.FAINT));
            row.add(link(netif.linkState()));
            row.add(Cell.of(Integer.toString(netif.mtu())));
            row.add(Cell.of(netif.mac().map(Object::toString).orElse("-")));
            row.add(Cell.of(lagg(netif, interfaces)));
            row.add(Cell.of(addresses.isEmpty() ? "-" : addresses.get(0).toString()));
            rows.add(row);
            for (int i = 1; i < addresses.size(); i++) {
                List<Cell> further = new ArrayList<>(Collections.nCopies(6, Cell.of("")));
                further.add(Cell.of(addresses.get(i).toString()));
                rows.add(further);
            }
        }
        if (style.width() > 0 && style.width() < WIDE) {
            for (List<Cell> row : rows) {
                row.remove(MAC_COLUMN);
            }
        }
        table(text, rows);
    }

    private static Cell link(LinkState state) {
        switch (state) {
            case UP:
                return new Cell("up", Ink.GOOD);
            case DOWN:
                return new Cell("down", Ink.FAINT);
            default:
                return new Cell("-", Ink.FAINT);
        }
    }

    private static String lagg(Netif netif, List<Netif> interfaces) {
        if (netif.lagg().isPresent()) {
            Lagg lagg = netif.lagg().get();
            return lagg.protocol().name().toLowerCase(Locale.ROOT)
                    + (lagg.ports().isEmpty() ? ", no ports" : "");
        }
        for (Netif other : interfaces) {
            List<LaggPort> ports = other.lagg().map(Lagg::ports).orElse(List.of());
            for (LaggPort port : ports) {
                if (port.ifName().equals(netif.ifName())) {
                    return "in " + other.ifName() + roles(port.flags());
                }
            }
        }
        return "-";
    }

    private static String roles(Set<LaggPort.Flag> flags) {
        return (flags.contains(LaggPort.Flag.MASTER) ? ", primary" : "")
                + (flags.contains(LaggPort.Flag.ACTIVE) ? ", active" : "");
    }

    private void routes(StringBuilder text, List<Route> routes) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(List.of(
                new Cell("route", Ink.FAINT), new Cell("gateway", Ink.FAINT), new Cell("interface", Ink.FAINT)));
        for (Route route : routes) {
            rows.add(List.of(
                    Cell.of(destination(route)),
                    Cell.of(route.gateway().map(Object::toString).orElse("-")),
                    Cell.of(route.ifName().isEmpty() ? "-" : route.ifName())));
        }
        if (routes.isEmpty()) {
            rows.add(List.of(new Cell("none", Ink.FAINT)));
        }
        table(text, rows);
    }

    private static String destination(Route route) {
        if (route.isDefault()) {
            return route.destination().isV4() ? "default" : "default6";
        }
        return route.destination() + "/" + route.prefixLength();
    }

    private void table(StringBuilder text, List<List<Cell>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                style.append(text, cell.ink(), cell.text());
                if (i < row.size() - 1) {
                    text.append(" ".repeat(widths[i] - cell.text().length())).append(GAP);
                }
            }
            text.append('\n');
        }
    }

    private void outage(StringBuilder text, Summary summary) {
        String sentence;
        Ink ink;
        if (summary.outageMillis().isEmpty()) {
            sentence = "there never was a working path";
            ink = Ink.BAD;
        } else {
            long millis = summary.outageMillis().get();
            sentence = "longest time without a working path: " + length(millis)
                    + (summary.outageCalls() > 0 ? " (" + count(summary.outageCalls(), "kernel call") + ")" : "")
                    + (summary.endsWithoutPath() ? ", and it has not ended" : "");
            ink = millis == 0 && summary.outageCalls() == 0 ? Ink.GOOD_STRONG : Ink.BAD;
        }
        if (style.drawing()) {
            style.append(text, ink, ink == Ink.BAD ? "✗ " : "✓ ");
        }
        style.append(text, ink, sentence);
        text.append('\n');
    }

    private static String length(long millis) {
        return millis < 10_000 ? millis + " ms" : TextTimeline.time(Duration.ofMillis(millis));
    }

    private void lines(StringBuilder text, LineCounts counts) {
        for (LineCounts.Malformed malformed : counts.malformed()) {
            style.append(text, Ink.BAD, "line " + malformed.line() + " dropped: " + malformed.reason());
            text.append('\n');
        }
        StringBuilder sentence = new StringBuilder();
        sentence.append(count(counts.read(), "line")).append(" read: ");
        sentence.append(count(counts.events(), "event"))
                .append(" (")
                .append(counts.unwanted())
                .append(" that no plugin asked for), ");
        sentence.append(count(counts.comments(), "comment or blank line")).append(", ");
        sentence.append(counts.malformed().size()).append(" malformed");
        style.append(text, Ink.STRONG, sentence.toString());
        text.append('\n');
    }

    /** {@code 1 line}, {@code 2 lines}. */
    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
