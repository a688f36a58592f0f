package org.nethook.host.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;

/** Interfaces as a table: a line each, and one more for every further address and for what makes it a lagg. */
final class InterfaceTable {
    private static final String GAP = "  ";

    private InterfaceTable() {}

    static String of(List<Netif> interfaces) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"NAME", "STATE", "LINK", "MTU", "MAC", "ADDRESSES"});
        for (Netif netif : interfaces) {
            List<String> last = new ArrayList<>();
            for (InterfaceAddress address : netif.addresses()) {
                last.add(address.toString());
            }
            if (netif.lagg().isPresent()) {
                last.add(lagg(netif));
            }
            rows.add(new String[] {
                netif.ifName(),
                netif.isUp() ? "up" : "down",
                netif.linkState().name().toLowerCase(Locale.ROOT),
                Integer.toString(netif.mtu()),
                netif.mac().map(MacAddress::toString).orElse("-"),
                last.isEmpty() ? "-" : last.get(0)
            });
            for (int i = 1; i < last.size(); i++) {
                rows.add(new String[] {"", "", "", "", "", last.get(i)});
            }
        }
        return text(rows);
    }

    private static String lagg(Netif netif) {
        StringBuilder text = new StringBuilder("lagg, ");
        text.append(netif.lagg().get().protocol().name().toLowerCase(Locale.ROOT));
        String between = ": ";
        for (LaggPort port : netif.lagg().get().ports()) {
            text.append(between).append(port.ifName());
            if (port.flags().contains(LaggPort.Flag.ACTIVE)) {
                text.append(" (active)");
            }
            between = ", ";
        }
        return text.toString();
    }

    private static String text(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                boolean number = i == 3;
                String padding = " ".repeat(widths[i] - row[i].length());
                boolean end = i == widths.length - 1;
                text.append(number ? padding : "").append(row[i]).append(number || end ? "" : padding);
                text.append(end ? "\n" : GAP);
            }
        }
        return text.toString();
    }
}
