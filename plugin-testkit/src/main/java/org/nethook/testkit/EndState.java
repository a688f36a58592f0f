package org.nethook.testkit;

import java.util.Collection;
import java.util.TreeSet;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;

/** What a plan can change of a machine, as text: the same text is the same state. */
final class EndState {
    private EndState() {}

    static String of(TestHost host) throws NetifException {
        Platform platform = host.machine().platform();
        Collection<String> lines = new TreeSet<>();
        for (Netif netif : platform.query().list()) {
            StringBuilder line = new StringBuilder(netif.ifName());
            line.append(netif.isUp() ? " up" : " down").append(" mtu ").append(netif.mtu());
            line.append(' ').append(netif.mac().map(Object::toString).orElse("-"));
            line.append(new TreeSet<>(
                    netif.addresses().stream().map(Object::toString).toList()));
            netif.lagg()
                    .ifPresent(lagg -> line.append(' ')
                            .append(lagg.protocol())
                            .append(new TreeSet<>(
                                    lagg.ports().stream().map(LaggPort::ifName).toList())));
            if (platform.dhcp().isRunning(netif.ifName())) {
                line.append(" dhclient");
            }
            platform.query()
                    .details(netif.ifName())
                    .ifPresent(details -> line.append(" \"")
                            .append(details.description())
                            .append("\" ")
                            .append(new TreeSet<>(details.groups())));
            lines.add(line.toString());
        }
        platform.query().routes().forEach(route -> lines.add("route " + route));
        return String.join("\n", lines);
    }
}
