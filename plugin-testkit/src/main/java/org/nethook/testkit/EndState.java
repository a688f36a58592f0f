package org.nethook.testkit;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Platform;

/** What a plan can change of a machine, as text: the same text is the same state. */
final class EndState {
    /** What stands in it when the log of a plan is still there. */
    static final String PENDING = "\na plan is still pending";

    private EndState() {}

    static String of(TestHost host) throws NetifException {
        Platform platform = host.machine().platform();
        NetifQuery query = platform.query();
        Collection<String> lines = new TreeSet<>();
        for (Netif netif : query.list()) {
            lines.add(netif(netif, platform));
        }
        for (int fib = 0; fib < query.fibs(); fib++) {
            for (RouteEntry entry : query.routeTable(fib)) {
                lines.add("route " + entry.route() + " fib " + fib + " " + new TreeSet<>(entry.flags()));
            }
        }
        lines.add("traffic " + host.machine().pathDescription());
        String text = String.join("\n", lines);
        return host.state().storage().exists(StateDirectory.PENDING) ? text + PENDING : text;
    }

    private static String netif(Netif netif, Platform platform) throws NetifException {
        StringBuilder line = new StringBuilder(netif.ifName());
        line.append(netif.isUp() ? " up" : " down").append(" mtu ").append(netif.mtu());
        line.append(' ').append(netif.mac().map(Object::toString).orElse("-"));
        if (netif.lagg().isPresent()) {
            Collection<String> ports = new TreeSet<>();
            for (LaggPort port : netif.lagg().get().ports()) {
                ports.add(port.ifName() + (port.flags().contains(LaggPort.Flag.MASTER) ? " (master)" : ""));
            }
            line.append(' ').append(netif.lagg().get().protocol()).append(ports);
        }
        if (platform.dhcp().isRunning(netif.ifName())) {
            line.append(" dhclient");
        }
        NetifDetails details = platform.query().details(netif.ifName()).orElseThrow();
        Collection<String> addresses = new TreeSet<>();
        for (AddressDetails each : details.addresses()) {
            addresses.add(each.address()
                    + (each.flags().isEmpty() ? "" : " " + new TreeSet<>(each.flags()))
                    + (each.lifetime().equals(AddressLifetime.INFINITE) ? "" : " for a while"));
        }
        line.append(addresses);
        line.append(" \"").append(details.description().orElse("")).append("\" ");
        line.append(new TreeSet<>(details.groups())).append(new TreeSet<>(details.nd6()));
        line.append(details.vlan()
                .map(vlan -> " vlan " + vlan.tag() + " of " + vlan.parent())
                .orElse(""));
        return line.append(" fib ").append(details.fib()).toString();
    }

    /** What one has and the other has not, line by line. */
    static String difference(String wanted, String end) {
        StringBuilder text = new StringBuilder();
        List<String> before = wanted.lines().toList();
        List<String> after = end.lines().toList();
        before.stream()
                .filter(line -> !after.contains(line))
                .forEach(line -> text.append("- ").append(line).append('\n'));
        after.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> text.append("+ ").append(line).append('\n'));
        return text.toString();
    }

    /** Everything told, but for the events. */
    static String told(TestHost host) {
        StringBuilder text = new StringBuilder();
        for (Told told : host.told()) {
            if (told.kind() != Told.Kind.EVENT) {
                text.append("  ").append(told).append('\n');
            }
        }
        return text.toString();
    }
}
