package org.nethook.dnsinfo;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/**
 * The servers behind a resolver on this machine, such as local_unbound.
 *
 * @param servers their addresses; none when there is no such resolver, or it forwards to nobody that is known
 * @param from the file that says so; null when none does
 */
record Upstreams(List<String> servers, String from) {

    /** What stands behind those of these servers that are this machine. */
    static Upstreams behind(List<String> servers, DnsFiles files, PluginContext context) throws NetifException {
        boolean local = false;
        for (String server : servers) {
            local |= isThisMachine(server, context);
        }
        if (local) {
            List<String> unbound = ForwardConf.servers(files.text(DnsFiles.UNBOUND));
            if (!unbound.isEmpty()) {
                return new Upstreams(
                        unbound, context.config().get(DnsFiles.UNBOUND).toString());
            }
            List<String> dnsmasq =
                    others(ResolvConf.of(files.text(DnsFiles.DNSMASQ)).servers(), context);
            if (!dnsmasq.isEmpty()) {
                return new Upstreams(
                        dnsmasq, context.config().get(DnsFiles.DNSMASQ).toString());
            }
        }
        return new Upstreams(List.of(), null);
    }

    /** The servers, with these in the place of the first that is this machine, and without the others that are. */
    List<String> inPlaceOf(List<String> local, PluginContext context) throws NetifException {
        if (servers.isEmpty()) {
            return local;
        }
        List<String> result = new ArrayList<>();
        for (String server : local) {
            if (!isThisMachine(server, context)) {
                result.add(server);
            } else if (!result.containsAll(servers)) {
                result.addAll(servers);
            }
        }
        return result;
    }

    private static List<String> others(List<String> servers, PluginContext context) throws NetifException {
        List<String> others = new ArrayList<>();
        for (String server : servers) {
            if (!isThisMachine(server, context)) {
                others.add(server);
            }
        }
        return others;
    }

    /** Loopback, what stands for any address, or an address of one of its interfaces. */
    static boolean isThisMachine(String server, PluginContext context) throws NetifException {
        IpAddress address = NumericAddress.parse(server);
        if (address == null) {
            return false;
        }
        byte[] octets = address.octets();
        if (address.isUnspecified()
                || octets.length == 4 && octets[0] == 127
                || address.equals(IpAddress.parse("::1"))) {
            return true;
        }
        for (Netif netif : context.netif().list()) {
            for (InterfaceAddress each : netif.addresses()) {
                if (each.address().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }
}
