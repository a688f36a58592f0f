package org.nethook.hypervvf.rcconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Route;

/** Reads the routes that rc.conf gives the machine; those that name no gateway's number are left out. */
public final class RcRoutes {
    private final SystemConfig config;
    private final List<RcRoute> routes = new ArrayList<>();

    /**
     * A route of rc.conf.
     *
     * @param route the route; its interface is empty when rc.conf leaves it to the kernel
     * @param fib the table
     */
    public record RcRoute(Route route, int fib) {}

    private RcRoutes(SystemConfig config) {
        this.config = config;
    }

    /**
     * {@code defaultrouter}, {@code static_routes} and their IPv6 kin, also those of further FIBs.
     *
     * @param fibs how many tables there are
     * @throws SystemConfigException when a file cannot be read, or a value depends on what only a shell can decide
     */
    public static List<RcRoute> read(SystemConfig config, int fibs) throws SystemConfigException {
        RcRoutes reader = new RcRoutes(config);
        for (int fib = 0; fib < fibs; fib++) {
            String suffix = fib == 0 ? "" : "_fib" + fib;
            reader.defaultRoute("defaultrouter" + suffix, fib);
            reader.defaultRoute("ipv6_defaultrouter" + suffix, fib);
        }
        reader.listed("static_routes", "route_");
        reader.listed("ipv6_static_routes", "ipv6_route_");
        return reader.routes;
    }

    private void defaultRoute(String variable, int fib) throws SystemConfigException {
        String text = config.variable(variable).orElse("");
        if (!text.isEmpty() && !text.equalsIgnoreCase("NO")) {
            Optional<IpAddress> gateway = address(text);
            if (gateway.isPresent()) {
                routes.add(new RcRoute(Route.defaultVia(gateway.get(), zone(text)), fib));
            }
        }
    }

    private void listed(String list, String prefix) throws SystemConfigException {
        for (String name : Words.of(config.variable(list).orElse(""))) {
            int colon = name.indexOf(':');
            String variable = prefix + (colon < 0 ? name : name.substring(0, colon));
            Optional<String> words = config.variable(variable);
            if (words.isPresent()) {
                add(Words.of(words.get()));
            }
        }
    }

    /** The arguments of route(8)'s add: {@code -net 10.9.0.0/16 10.0.0.1}, {@code -host 10.9.1.1 10.0.0.1}. */
    private void add(List<String> words) {
        String destination = "";
        String gateway = "";
        String mask = "";
        boolean host = false;
        boolean net = false;
        int fib = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.equals("-host")) {
                host = true;
            } else if (word.equals("-netmask") || word.equals("-prefixlen")) {
                mask = next;
                i++;
            } else if (word.equals("-fib")) {
                fib = Words.number(next);
                i++;
            } else if (word.equals("-net")) {
                net = true;
            } else if (word.equals("-inet") || word.equals("-inet6") || word.equals("-static")) {
                continue;
            } else if (word.startsWith("-") || fib < 0) {
                return;
            } else if (destination.isEmpty()) {
                destination = word;
            } else {
                gateway = word;
            }
        }
        boolean bare = destination.indexOf('/') < 0 && mask.isEmpty() && !destination.equals("default");
        if (!net || !bare) { // a network's mask by its old class is not guessed
            add(destination, mask, gateway, host || bare, fib);
        }
    }

    private void add(String destination, String mask, String gateway, boolean host, int fib) {
        Optional<IpAddress> via = address(gateway);
        if (via.isEmpty()) {
            return;
        }
        if (destination.equals("default")) {
            routes.add(new RcRoute(Route.defaultVia(via.get(), zone(gateway)), fib));
            return;
        }
        try {
            InterfaceAddress parsed = AddressText.parse(destination, mask);
            IpAddress to = parsed.address();
            int length = host ? to.bits() : parsed.prefixLength();
            if (to.isV4() == via.get().isV4()) {
                routes.add(new RcRoute(new Route(to.network(length), length, via, zone(gateway)), fib));
            }
        } catch (IllegalArgumentException e) {
            // A name, which only a resolver could turn into an address.
            return;
        }
    }

    private static Optional<IpAddress> address(String text) {
        int percent = text.indexOf('%');
        try {
            return Optional.of(IpAddress.parse(percent < 0 ? text : text.substring(0, percent)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String zone(String text) {
        int percent = text.indexOf('%');
        return percent < 0 ? "" : text.substring(percent + 1);
    }
}
