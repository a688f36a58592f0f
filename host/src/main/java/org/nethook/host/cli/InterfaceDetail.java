package org.nethook.host.cli;

import java.util.Locale;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;

/** One interface in full, a labelled line for each thing it has. */
final class InterfaceDetail {
    private static final int LABEL = 11;

    private final StringBuilder text = new StringBuilder();

    private InterfaceDetail() {}

    static String of(Netif netif) {
        return new InterfaceDetail().write(netif);
    }

    private String write(Netif netif) {
        text.append(netif.ifName()).append('\n');
        String link = netif.linkState() == LinkState.UNKNOWN
                ? "link unknown: the interface cannot tell"
                : "link " + netif.linkState().name().toLowerCase(Locale.ROOT);
        line("state", (netif.isUp() ? "up, " : "down, ") + link);
        line("index", Integer.toString(netif.index()));
        if (netif.driver().isPresent()) {
            line("driver", netif.driver().get());
        }
        line("MTU", netif.mtu() + " bytes");
        if (netif.mac().isPresent()) {
            line("MAC", netif.mac().get().toString());
        }
        StringBuilder flags = new StringBuilder();
        for (InterfaceFlag flag : InterfaceFlag.values()) {
            if (netif.flags().contains(flag)) {
                flags.append(flag.name()).append(' ');
            }
        }
        line("flags", flags + "(0x" + Integer.toHexString(netif.rawFlags()) + ")");
        String label = "addresses";
        for (InterfaceAddress address : netif.addresses()) {
            line(
                    label,
                    address
                            + (address.broadcast().isPresent()
                                    ? "  broadcast " + address.broadcast().get()
                                    : ""));
            label = "";
        }
        if (netif.lagg().isPresent()) {
            lagg(netif.lagg().get());
        }
        return text.toString();
    }

    private void lagg(Lagg lagg) {
        line("lagg", lagg.protocol().name().toLowerCase(Locale.ROOT));
        String label = "ports";
        for (LaggPort port : lagg.ports()) {
            StringBuilder flags = new StringBuilder(port.ifName());
            for (LaggPort.Flag flag : LaggPort.Flag.values()) {
                if (port.flags().contains(flag)) {
                    flags.append("  ").append(flag.name());
                }
            }
            line(label, flags.toString());
            label = "";
        }
    }

    private void line(String label, String value) {
        text.append("  ")
                .append(label)
                .append(" ".repeat(LABEL - label.length()))
                .append(value)
                .append('\n');
    }
}
