package org.nethook.dhcpinfo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifException;
import org.nethook.dhcpinfo.Machine.Member;

/** The DHCP clients of an interface and of those it belongs to: an hn's client runs for the lagg that holds it. */
final class LiveState {
    private final Machine machine;
    private final DhcpClients clients;

    LiveState(Machine machine, DhcpClients clients) {
        this.machine = machine;
        this.clients = clients;
    }

    /** The lagg, the hn and the interface that was asked for, as far as they are there; the one most likely to have the lease first. */
    List<String> family(String asked, Answer answer) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : new String[] {asked, answer.owner(), answer.hn()}) {
            Member lagg = name == null ? null : machine.laggOf(name);
            if (lagg != null) {
                names.add(lagg.ifName());
            }
        }
        names.add(answer.owner());
        if (answer.hn() != null) {
            names.add(answer.hn());
        }
        if (machine.find(asked) != null) {
            names.add(asked);
        }
        return List.copyOf(names);
    }

    /** Those of the family whose client runs. */
    List<String> clients(String asked, Answer answer) throws NetifException {
        List<String> running = new ArrayList<>();
        for (String name : family(asked, answer)) {
            if (clients.isRunning(name)) {
                running.add(name);
            }
        }
        return running;
    }
}
