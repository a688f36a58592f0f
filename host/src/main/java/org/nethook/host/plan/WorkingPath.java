package org.nethook.host.plan;

import java.util.List;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressScope;

/**
 * Whether packets can leave the machine and answers come back, as far as its own state tells. An interface will do that is no
 * loopback and no port of a lagg, is up, has carrier (a lagg: an active port; an interface that does not know of its carrier is
 * believed), and has an address that is neither unspecified nor link-local. IPv4 or IPv6.
 *
 * @param kind how far it leads
 * @param ifName the interface it leads by; empty when there is none
 */
record WorkingPath(Kind kind, String ifName) {
    private static final WorkingPath NONE = new WorkingPath(Kind.NONE, "");

    /** How far a path leads. */
    enum Kind {
        /** Nowhere. */
        NONE,
        /** To the interface's own network. */
        LINK,
        /** Anywhere: a default route leaves by the interface, and it has an address of that route's family. */
        ROUTED
    }

    /** The path that leads farthest. */
    static WorkingPath find(NetifQuery query) throws NetifException {
        List<Netif> all = query.list();
        WorkingPath best = NONE;
        List<Route> routes = null;
        for (Netif netif : all) {
            if (!carries(netif) || isPort(netif, all)) {
                continue;
            }
            boolean v4 = hasAddress(netif, true);
            boolean v6 = hasAddress(netif, false);
            if (!v4 && !v6) {
                continue;
            }
            if (routes == null) {
                routes = query.routes();
            }
            if (hasDefault(netif, routes, v4, v6)) {
                return new WorkingPath(Kind.ROUTED, netif.ifName());
            }
            if (best.kind == Kind.NONE) {
                best = new WorkingPath(Kind.LINK, netif.ifName());
            }
        }
        return best;
    }

    /** Whether it leads as far as one of that kind. */
    boolean leadsTo(Kind wanted) {
        return kind.compareTo(wanted) >= 0;
    }

    private static boolean carries(Netif netif) {
        if (!netif.isUp() || netif.flags().contains(InterfaceFlag.LOOPBACK)) {
            return false;
        }
        if (netif.lagg().isEmpty()) {
            return netif.linkState() != LinkState.DOWN;
        }
        for (LaggPort port : netif.lagg().get().ports()) {
            if (port.flags().contains(LaggPort.Flag.ACTIVE)) {
                return true;
            }
        }
        return false;
    }

    /** What arrives at a port goes to its lagg, so that an address of the port is of no use. */
    private static boolean isPort(Netif netif, List<Netif> all) {
        for (Netif each : all) {
            if (each.lagg().isPresent() && each.lagg().get().hasPort(netif.ifName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAddress(Netif netif, boolean v4) {
        for (InterfaceAddress each : netif.addresses()) {
            if (each.address().isV4() == v4 && isUsable(each.address())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsable(IpAddress address) {
        AddressScope scope = address.scope();
        return !address.isUnspecified() && (scope == AddressScope.GLOBAL || scope == AddressScope.SITE);
    }

    /** An IPv4 gateway must be in reach: on the network of an address, or behind a route of the interface. */
    private static boolean hasDefault(Netif netif, List<Route> routes, boolean v4, boolean v6) {
        for (Route route : routes) {
            boolean is4 = route.destination().isV4();
            if (route.isDefault() && route.ifName().equals(netif.ifName()) && (is4 ? v4 : v6)) {
                if (!is4
                        || route.gateway().isEmpty()
                        || reaches(netif, route.gateway().get(), routes)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean reaches(Netif netif, IpAddress gateway, List<Route> routes) {
        for (InterfaceAddress each : netif.addresses()) {
            if (each.subnetContains(gateway)) {
                return true;
            }
        }
        for (Route route : routes) {
            if (!route.isDefault()
                    && route.ifName().equals(netif.ifName())
                    && route.destination().isV4() == gateway.isV4()
                    && gateway.network(route.prefixLength()).equals(route.destination())) {
                return true;
            }
        }
        return false;
    }
}
