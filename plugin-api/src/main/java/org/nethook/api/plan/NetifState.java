package org.nethook.api.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;

/** What steps read back to verify themselves. */
final class NetifState {
    private NetifState() {}

    static Netif find(StepTarget target, String ifName) throws NetifException {
        Optional<Netif> found = target.query().find(ifName);
        if (found.isEmpty()) {
            throw new NetifException("verify", ifName, "the interface is gone");
        }
        return found.get();
    }

    static NetifDetails details(StepTarget target, String ifName) throws NetifException {
        Optional<NetifDetails> found = target.query().details(ifName);
        if (found.isEmpty()) {
            throw new NetifException("verify", ifName, "the interface is gone");
        }
        return found.get();
    }

    /** The obstacle that there is no such interface. */
    static Optional<String> missing(StepTarget target, String ifName) throws NetifException {
        return target.query().find(ifName).isPresent()
                ? Optional.empty()
                : Optional.of("there is no interface " + ifName);
    }

    /** The lagg this interface is a port of. */
    static Optional<String> laggOf(StepTarget target, String ifName) throws NetifException {
        for (Netif netif : target.query().list()) {
            if (netif.lagg().isPresent() && netif.lagg().get().hasPort(ifName)) {
                return Optional.of(netif.ifName());
            }
        }
        return Optional.empty();
    }

    /** An address counts as the same when a wanted broadcast address is the same too. */
    static boolean has(Netif netif, InterfaceAddress address) {
        for (InterfaceAddress candidate : netif.addresses()) {
            if (isSame(candidate, address)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSame(InterfaceAddress present, InterfaceAddress wanted) {
        return present.address().equals(wanted.address())
                && present.prefixLength() == wanted.prefixLength()
                && (wanted.broadcast().isEmpty() || wanted.broadcast().equals(present.broadcast()));
    }

    /** What the kernel says of the address; null when the interface does not have it. */
    static AddressDetails address(StepTarget target, String ifName, InterfaceAddress wanted) throws NetifException {
        for (AddressDetails details : details(target, ifName).addresses()) {
            if (isSame(details.address(), wanted)) {
                return details;
            }
        }
        return null;
    }

    /** Whether the table has the route; one without an interface is found by any. */
    static boolean has(StepTarget target, Route route, int fib) throws NetifException {
        for (Route present : routes(target, fib)) {
            if (isToSameDestination(present, route)
                    && present.gateway().equals(route.gateway())
                    && (route.ifName().isEmpty() || route.ifName().equals(present.ifName()))) {
                return true;
            }
        }
        return false;
    }

    /** The route to the same destination; null when the table has none. */
    static Route toSameDestination(StepTarget target, Route route, int fib) throws NetifException {
        for (Route present : routes(target, fib)) {
            if (isToSameDestination(present, route)) {
                return present;
            }
        }
        return null;
    }

    private static Iterable<Route> routes(StepTarget target, int fib) throws NetifException {
        if (fib == 0) {
            return target.query().routes();
        }
        List<Route> routes = new ArrayList<>();
        for (RouteEntry entry : target.query().routeTable(fib)) {
            routes.add(entry.route());
        }
        return routes;
    }

    /** A link-local destination is one of its interface's zone. */
    private static boolean isToSameDestination(Route present, Route wanted) {
        int length = wanted.prefixLength();
        return present.prefixLength() == length
                && present.destination().isV4() == wanted.destination().isV4()
                && present.destination().equals(wanted.destination().network(length))
                && (!wanted.destination().isLinkLocalV6() || present.ifName().equals(wanted.ifName()));
    }

    /** A constant as ifconfig(8) writes it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
