package org.nethook.host.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;

/** Interfaces and routes that are as the test says. */
final class Interfaces implements NetifQuery {
    final List<Netif> netifs = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    NetifException refusal;

    Interfaces(String... names) {
        for (String name : names) {
            netifs.add(Netif.named(name).build());
        }
    }

    @Override
    public List<Netif> list() throws NetifException {
        if (refusal != null) {
            throw refusal;
        }
        return List.copyOf(netifs);
    }

    @Override
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    @Override
    public Optional<NetifDetails> details(String ifName) {
        throw new AssertionError("not asked for");
    }

    @Override
    public List<RouteEntry> routeTable(int fib) {
        throw new AssertionError("not asked for");
    }

    @Override
    public List<String> cloners() {
        throw new AssertionError("not asked for");
    }

    @Override
    public int fibs() {
        throw new AssertionError("not asked for");
    }
}
