package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.RouteFlag;
import org.nethook.api.netif.attribute.Vlan;

/** The state a plan is computed from. Each part is read once, when it is first asked for. */
final class Machine {
    private final NetifQuery query;
    private final DhcpClients dhcp;
    private final List<Netif> netifs;
    private final Map<String, NetifDetails> details = new HashMap<>();
    private List<TableRoute> routes;

    /**
     * A route with the table it stands in.
     *
     * @param route the route
     * @param fib the table
     */
    record TableRoute(Route route, int fib) {}

    Machine(NetifQuery query, DhcpClients dhcp) throws NetifException {
        this.query = query;
        this.dhcp = dhcp;
        this.netifs = query.list();
    }

    List<Netif> netifs() {
        return netifs;
    }

    Optional<Netif> find(String ifName) {
        for (Netif netif : netifs) {
            if (netif.ifName().equals(ifName)) {
                return Optional.of(netif);
            }
        }
        return Optional.empty();
    }

    /**
     * What an interface says when it is asked for it alone.
     *
     * @throws NetifException also when it went in the meantime
     */
    NetifDetails details(Netif netif) throws NetifException {
        NetifDetails known = details.get(netif.ifName());
        if (known == null) {
            Optional<NetifDetails> read = query.details(netif.ifName());
            if (read.isEmpty()) {
                throw new NetifException("read", netif.ifName(), "the interface is gone");
            }
            known = read.get();
            details.put(netif.ifName(), known);
        }
        return known;
    }

    /** The lagg that this interface is a port of. */
    Optional<Netif> laggOf(String port) {
        for (Netif netif : netifs) {
            if (netif.lagg().isPresent() && netif.lagg().get().hasPort(port)) {
                return Optional.of(netif);
            }
        }
        return Optional.empty();
    }

    boolean dhcpRuns(String ifName) throws NetifException {
        return dhcp.isRunning(ifName);
    }

    /** The VLANs on an interface. */
    List<NetifDetails> vlansOn(String parent) throws NetifException {
        List<NetifDetails> vlans = new ArrayList<>();
        for (Netif netif : netifs) {
            if (netif.driver().isPresent() && netif.driver().get().equals("vlan")) {
                NetifDetails vlan = details(netif);
                Optional<Vlan> settings = vlan.vlan();
                if (settings.isPresent() && settings.get().parent().equals(parent)) {
                    vlans.add(vlan);
                }
            }
        }
        return vlans;
    }

    int fibs() throws NetifException {
        return query.fibs();
    }

    /**
     * The routes of all tables that somebody set, or that came from a router: not those of the interfaces' own networks. The
     * default routes come first.
     */
    List<TableRoute> routes() throws NetifException {
        if (routes == null) {
            List<TableRoute> read = new ArrayList<>();
            List<TableRoute> others = new ArrayList<>();
            int fibs = query.fibs();
            for (int fib = 0; fib < fibs; fib++) {
                for (RouteEntry entry : query.routeTable(fib)) {
                    if (isSet(entry)) {
                        (entry.route().isDefault() ? read : others).add(new TableRoute(entry.route(), fib));
                    }
                }
            }
            read.addAll(others);
            routes = read;
        }
        return routes;
    }

    /** The routes by this interface. */
    List<TableRoute> routesBy(String ifName) throws NetifException {
        List<TableRoute> result = new ArrayList<>();
        for (TableRoute each : routes()) {
            if (each.route().ifName().equals(ifName)) {
                result.add(each);
            }
        }
        return result;
    }

    /** Whether the table has a route to exactly this destination. */
    boolean hasRouteTo(IpAddress destination, int prefixLength, int fib) throws NetifException {
        for (TableRoute each : routes()) {
            if (each.fib() == fib
                    && each.route().prefixLength() == prefixLength
                    && each.route().destination().equals(destination)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSet(RouteEntry entry) {
        for (RouteFlag flag : entry.flags()) {
            switch (flag) {
                case PINNED:
                case LOCAL:
                case BROADCAST:
                case MULTICAST:
                case LLINFO:
                case REJECT:
                case BLACKHOLE:
                case DYNAMIC:
                    return false;
                default:
                    break;
            }
        }
        return entry.flags().contains(RouteFlag.GATEWAY) || entry.flags().contains(RouteFlag.STATIC);
    }

    /** Whether an interface has this address, with whatever prefix. */
    static boolean has(Netif netif, IpAddress address) {
        for (InterfaceAddress each : netif.addresses()) {
            if (each.address().equals(address)) {
                return true;
            }
        }
        return false;
    }
}
