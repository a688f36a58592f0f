package org.nethook.testkit;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.AddressLifetime;

/**
 * What a plan can change of a machine, as text: the same text is the same state to whoever works through it. In which order an
 * interface has its addresses is no part of it, but which is the first of its family and of its network is: packets come from that one.
 */
public final class EndState {
    /** What stands in it when the log of a plan is still there. */
    public static final String PENDING = "\na plan is still pending";

    private EndState() {}

    /**
     * The state of a machine as it is now: one line for each interface and route, where traffic goes, the files a plan may change, and whether a plan is still pending.
     *
     * @throws NetifException when the kernel refuses to tell
     */
    public static String of(TestHost host) throws NetifException {
        TestMachine machine = host.machine();
        String text = of(machine.netif(), machine.dhcp()) + "\ntraffic "
                + machine.pathDescription()
                + "\nrc.conf:\n" + host.rcConf() + "resolv.conf:\n" + host.resolvConf();
        return host.hasPendingPlan() ? text + PENDING : text;
    }

    /**
     * Of that, one line for each interface and route.
     *
     * @throws NetifException when the kernel refuses to tell
     */
    public static String of(NetifQuery query, DhcpClients dhcp) throws NetifException {
        Collection<String> lines = new TreeSet<>();
        for (Netif netif : query.list()) {
            lines.add(netif(netif, query, dhcp));
        }
        for (int fib = 0; fib < query.fibs(); fib++) {
            for (RouteEntry entry : query.routeTable(fib)) {
                lines.add("route " + entry.route() + " fib " + fib + " " + new TreeSet<>(entry.flags()));
            }
        }
        return String.join("\n", lines);
    }

    private static String netif(Netif netif, NetifQuery query, DhcpClients dhcp) throws NetifException {
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
        if (dhcp.isRunning(netif.ifName())) {
            line.append(" dhclient");
        }
        NetifDetails details = query.details(netif.ifName()).orElseThrow();
        Collection<String> addresses = new TreeSet<>();
        for (AddressDetails each : details.addresses()) {
            addresses.add(each.address()
                    + (each.flags().isEmpty() ? "" : " " + new TreeSet<>(each.flags()))
                    + (each.lifetime().equals(AddressLifetime.INFINITE) ? "" : " for a while"));
        }
        line.append(addresses).append(firsts(details.addresses()));
        line.append(" \"").append(details.description().orElse("")).append("\" ");
        line.append(new TreeSet<>(details.groups())).append(new TreeSet<>(details.nd6()));
        line.append(details.vlan()
                .map(vlan -> " vlan " + vlan.tag() + " of " + vlan.parent())
                .orElse(""));
        return line.append(" fib ").append(details.fib()).toString();
    }

    /** The first address of each family, and of each network with several; not what a DHCP client only asks with. */
    private static Collection<String> firsts(List<AddressDetails> all) {
        List<InterfaceAddress> addresses = all.stream()
                .map(AddressDetails::address)
                .filter(each -> !each.address().isUnspecified())
                .toList();
        Collection<String> firsts = new TreeSet<>();
        for (InterfaceAddress each : addresses) {
            addresses.stream()
                    .filter(other -> isOfOneFamily(other, each))
                    .findFirst()
                    .ifPresent(first -> firsts.add("first " + first));
            addresses.stream()
                    .filter(other -> isOfOneNetwork(other, each))
                    .findFirst()
                    .filter(first -> first != each)
                    .ifPresent(first -> firsts.add(first + " before " + each));
        }
        return firsts;
    }

    private static boolean isOfOneFamily(InterfaceAddress one, InterfaceAddress other) {
        return one.address().isV4() == other.address().isV4()
                && one.address().isLinkLocalV6() == other.address().isLinkLocalV6();
    }

    private static boolean isOfOneNetwork(InterfaceAddress one, InterfaceAddress other) {
        return one.subnetContains(other.address()) || other.subnetContains(one.address());
    }

    /** What one has and the other has not, line by line. */
    public static String difference(String wanted, String end) {
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
    public static String told(TestHost host) {
        StringBuilder text = new StringBuilder();
        for (Told told : host.told()) {
            if (told.kind() != Told.Kind.EVENT) {
                text.append("  ").append(told).append('\n');
            }
        }
        return text.toString();
    }
}
