package org.nethook.ipinjection.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.RouteFlag;
import org.nethook.ipinjection.check.Nic;

/** What the interface has now. */
final class Present {
    private final Nic nic;
    private final List<TableRoute> routes = new ArrayList<>();
    private final boolean clientRuns;
    private final boolean clientRunsOnPort;

    private Present(Nic nic, boolean clientRuns, boolean clientRunsOnPort) {
        this.nic = nic;
        this.clientRuns = clientRuns;
        this.clientRunsOnPort = clientRunsOnPort;
    }

    static Present of(Nic nic, PluginContext context) throws NetifException {
        String port = nic.named().ifName();
        Present present = new Present(
                nic,
                context.dhcp().isRunning(nic.ifName()),
                !port.equals(nic.ifName()) && context.dhcp().isRunning(port));
        int fibs = context.netif().fibs();
        for (int fib = 0; fib < fibs; fib++) {
            for (RouteEntry entry : context.netif().routeTable(fib)) {
                if (isSet(entry)) {
                    present.routes.add(new TableRoute(entry.route(), fib));
                }
            }
        }
        return present;
    }

    /** Not those of the interfaces' own networks, nor what the kernel keeps for itself. */
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

    Nic nic() {
        return nic;
    }

    NetifDetails details() {
        return nic.carrier();
    }

    String ifName() {
        return nic.ifName();
    }

    /** Whether a DHCP client runs on what has the addresses. */
    boolean clientRuns() {
        return clientRuns;
    }

    /** Whether one runs on a port of it. */
    boolean clientRunsOnPort() {
        return clientRunsOnPort;
    }

    List<AddressDetails> addresses(boolean v4) {
        List<AddressDetails> found = new ArrayList<>();
        for (AddressDetails each : details().addresses()) {
            if (each.address().address().isV4() == v4) {
                found.add(each);
            }
        }
        return found;
    }

    /** The routes of one family that leave by the interface, in all tables. */
    List<TableRoute> routes(boolean v4) {
        List<TableRoute> found = new ArrayList<>();
        for (TableRoute each : routes) {
            if (each.isV4() == v4 && each.route().ifName().equals(ifName())) {
                found.add(each);
            }
        }
        return found;
    }

    /** The default route of one family in the interface's table, by whatever interface. */
    Optional<Route> defaultRoute(boolean v4) {
        for (TableRoute each : routes) {
            if (each.isV4() == v4
                    && each.fib() == details().fib()
                    && each.route().isDefault()) {
                return Optional.of(each.route());
            }
        }
        return Optional.empty();
    }
}
