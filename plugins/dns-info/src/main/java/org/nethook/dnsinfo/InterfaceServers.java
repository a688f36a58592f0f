package org.nethook.dnsinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.answer.JsonObject;
import org.nethook.api.netif.DhcpLease;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/**
 * What one interface brought.
 *
 * @param answeredFor the interface that has it: itself, the lagg it is a port of, or a port of the lagg it is
 * @param servers the addresses of the name servers
 * @param search the domains to search
 * @param from {@code resolvconf}, {@code lease}, or null when nothing is known
 */
record InterfaceServers(String answeredFor, List<String> servers, List<String> search, String from) {
    /** How dhclient, rc.d/resolv and rtsold name what they tell resolvconf(8) of an interface. */
    private static final String[] SUFFIXES = {"", ":dhcp4", ":slaac"};

    /**
     * The servers of an interface.
     *
     * @throws NetifException when there is none of this name
     */
    static InterfaceServers of(String ifName, DnsFiles files, PluginContext context) throws NetifException {
        List<Netif> netifs = context.netif().list();
        List<String> names = new ArrayList<>();
        for (Netif netif : netifs) {
            if (netif.ifName().equals(ifName)) {
                names.add(0, ifName);
                addPorts(netif, names);
            } else if (netif.lagg().isPresent() && netif.lagg().get().hasPort(ifName)) {
                names.add(netif.ifName());
                addPorts(netif, names);
            }
        }
        if (!names.contains(ifName) || !ifName.equals(names.get(0))) {
            throw new NetifException("answer for", ifName, "there is no such interface");
        }
        for (String name : names) {
            InterfaceServers own = own(name, files, context);
            if (own.from() != null) {
                return own;
            }
        }
        return new InterfaceServers(ifName, List.of(), List.of(), null);
    }

    private static void addPorts(Netif lagg, List<String> names) {
        if (lagg.lagg().isPresent()) {
            for (LaggPort port : lagg.lagg().get().ports()) {
                if (!names.contains(port.ifName())) {
                    names.add(port.ifName());
                }
            }
        }
    }

    /** What this very interface brought. */
    static InterfaceServers own(String ifName, DnsFiles files, PluginContext context) throws NetifException {
        List<String> servers = new ArrayList<>();
        List<String> search = new ArrayList<>();
        boolean recorded = false;
        for (String suffix : SUFFIXES) {
            Optional<ResolvConf> record = files.record(ifName + suffix);
            if (record.isPresent()) {
                recorded = true;
                servers.addAll(record.get().servers());
                search.addAll(record.get().search());
            }
        }
        if (recorded) {
            return new InterfaceServers(ifName, servers, search, "resolvconf");
        }
        Optional<DhcpLease> lease = context.dhcp().lease(ifName);
        if (lease.isEmpty()) {
            return new InterfaceServers(ifName, servers, search, null);
        }
        for (IpAddress server : lease.get().nameServers()) {
            servers.add(server.toString());
        }
        return new InterfaceServers(ifName, servers, lease.get().domains(), "lease");
    }

    JsonObject json(String ifName) {
        return new JsonObject()
                .put("interface", ifName)
                .put("answered_for", answeredFor)
                .put("servers", servers)
                .put("search", search)
                .put("from", from);
    }
}
