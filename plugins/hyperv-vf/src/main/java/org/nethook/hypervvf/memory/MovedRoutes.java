package org.nethook.hypervvf.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginState;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.Step;
import org.nethook.hypervvf.rcconf.RcRoutes.RcRoute;

/**
 * The IPv4 routes that a plan moved, until the DHCP client that it started has its lease: the client then replaces its
 * address, and the kernel drops every route that uses it. Only the default route does the client add again.
 */
public final class MovedRoutes {
    /** A state's text is 4096 characters at most. */
    private static final int LONGEST = 4000;

    private MovedRoutes() {}

    private static String key(String device) {
        return "routes." + device;
    }

    /** Notes those of the plan for the hn of this driver and unit. */
    public static void remember(PluginState state, String device, Plan plan) {
        StringBuilder text = new StringBuilder();
        for (Step step : plan.steps()) {
            Route route = null;
            int fib = 0;
            if (step instanceof RouteStep.Change) {
                route = ((RouteStep.Change) step).to();
                fib = ((RouteStep.Change) step).fib();
            } else if (step instanceof RouteStep.Add) {
                route = ((RouteStep.Add) step).route();
                fib = ((RouteStep.Add) step).fib();
            }
            if (route != null && route.destination().isV4() && route.gateway().isPresent()) {
                String line = route.destination() + " " + route.prefixLength() + " "
                        + route.gateway().get() + " " + fib + "\n";
                if (text.length() + line.length() <= LONGEST) {
                    text.append(line);
                }
            }
        }
        if (text.length() > 0) {
            state.put(key(device), text.toString());
        } else {
            forget(state, device);
        }
    }

    /** Those noted, by whatever interface. */
    public static List<RcRoute> of(PluginState state, String device) {
        List<RcRoute> routes = new ArrayList<>();
        Optional<String> text = state.get(key(device));
        for (String line : text.orElse("").split("\n")) {
            String[] words = line.split(" ");
            if (words.length == 4) {
                try {
                    IpAddress gateway = IpAddress.parse(words[2]);
                    Route route =
                            new Route(IpAddress.parse(words[0]), Integer.parseInt(words[1]), Optional.of(gateway), "");
                    routes.add(new RcRoute(route, Integer.parseInt(words[3])));
                } catch (IllegalArgumentException e) {
                    // Not written here; then there is nothing to be put right.
                    continue;
                }
            }
        }
        return routes;
    }

    /** The client has its lease, and the routes are there. */
    public static void forget(PluginState state, String device) {
        state.remove(key(device));
    }
}
