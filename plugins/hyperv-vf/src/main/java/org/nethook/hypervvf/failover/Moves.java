package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.VlanStep;
import org.nethook.hypervvf.failover.Machine.TableRoute;

/** Steps that take what several interfaces carry to one of them. Each is left out where it is done already. */
final class Moves {
    private final Machine machine;
    private final String to;
    private final Optional<Netif> present;
    private final List<Netif> from;
    private final List<Step> steps;

    /**
     * Moves to an interface.
     *
     * @param to its name
     * @param present the interface; empty when it is yet to be made
     * @param from who carries it now
     * @param steps what the steps are added to
     */
    Moves(Machine machine, String to, Optional<Netif> present, List<Netif> from, List<Step> steps) {
        this.machine = machine;
        this.to = to;
        this.present = present;
        this.from = from;
        this.steps = steps;
    }

    /** The addresses of a family that the interface does not have are added to it. */
    void add(List<AddressDetails> wanted) {
        for (AddressDetails each : wanted) {
            if (present.isEmpty() || !Machine.has(present.get(), each.address().address())) {
                steps.add(new AddressStep.Add(to, each.address(), each.flags(), each.lifetime()));
            }
        }
    }

    /** The addresses of a family are removed from those that carried them. */
    void remove(boolean v4) throws NetifException {
        for (Netif netif : from) {
            remove(netif, v4);
        }
    }

    /** The same from one of them, the last first: undone, the first is added first, and is the first again. */
    void remove(Netif netif, boolean v4) throws NetifException {
        for (AddressDetails each : lastFirst(machine.details(netif).addresses())) {
            boolean goes = Wanted.moves(each.address().address(), netif)
                    || each.address().address().isUnspecified();
            if (each.address().address().isV4() == v4 && goes) {
                steps.add(new AddressStep.Remove(
                        netif.ifName(), each.address(), settable(each.flags()), each.lifetime()));
            }
        }
    }

    boolean hasIpv6(Netif netif) throws NetifException {
        for (AddressDetails each : machine.details(netif).addresses()) {
            if (!each.address().address().isV4()) {
                return true;
            }
        }
        return false;
    }

    /** The link-local address that the kernel made for an interface is removed. */
    void removeLinkLocal(Netif netif) throws NetifException {
        for (AddressDetails each : machine.details(netif).addresses()) {
            if (each.address().address().isLinkLocalV6()
                    && !Wanted.moves(each.address().address(), netif)) {
                steps.add(new AddressStep.Remove(
                        netif.ifName(), each.address(), settable(each.flags()), each.lifetime()));
            }
        }
    }

    /**
     * The IPv6 addresses of an interface that is about to become a port. The kernel takes them then, if there is a
     * link-local one among them; until then they can be used.
     */
    void loseIpv6(Netif port) throws NetifException {
        List<AddressDetails> all = lastFirst(machine.details(port).addresses());
        boolean kernelTakes = false;
        for (AddressDetails each : all) {
            kernelTakes |= each.address().address().isLinkLocalV6();
        }
        for (AddressDetails each : all) {
            if (!each.address().address().isV4()) {
                steps.add(
                        kernelTakes
                                ? new AddressStep.LostToLagg(
                                        port.ifName(), each.address(), settable(each.flags()), each.lifetime())
                                : new AddressStep.Remove(
                                        port.ifName(), each.address(), settable(each.flags()), each.lifetime()));
            }
        }
    }

    private static List<AddressDetails> lastFirst(List<AddressDetails> addresses) {
        List<AddressDetails> reversed = new ArrayList<>(addresses);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Set<AddressFlag> settable(Set<AddressFlag> flags) {
        Set<AddressFlag> result = EnumSet.noneOf(AddressFlag.class);
        for (AddressFlag flag : flags) {
            if (Wanted.isSettable(flag)) {
                result.add(flag);
            }
        }
        return result;
    }

    /** The routes of a family, the default routes or the others, get the interface without a moment without them. */
    void changeRoutes(boolean v4, boolean defaults) throws NetifException {
        for (TableRoute each : routes(v4)) {
            if (each.route().isDefault() == defaults) {
                steps.add(new RouteStep.Change(onto(each.route()), each.route(), each.fib()));
            }
        }
    }

    /** The routes of a family are deleted, so that undoing brings them back after their addresses. */
    void deleteRoutes(boolean v4) throws NetifException {
        for (TableRoute each : routes(v4)) {
            steps.add(new RouteStep.Delete(each.route(), each.fib()));
        }
    }

    /** The routes of a family that were deleted are added again, by the interface. */
    void addRoutes(boolean v4) throws NetifException {
        for (TableRoute each : routes(v4)) {
            steps.add(new RouteStep.Add(onto(each.route()), each.fib()));
        }
    }

    void addRoutes(List<TableRoute> missing) {
        for (TableRoute each : missing) {
            steps.add(new RouteStep.Add(onto(each.route()), each.fib()));
        }
    }

    private List<TableRoute> routes(boolean v4) throws NetifException {
        List<TableRoute> routes = new ArrayList<>();
        for (Netif netif : from) {
            for (TableRoute each : machine.routesBy(netif.ifName())) {
                if (each.route().destination().isV4() == v4) {
                    routes.add(each);
                }
            }
        }
        return routes;
    }

    private Route onto(Route route) {
        return new Route(route.destination(), route.prefixLength(), route.gateway(), to);
    }

    /**
     * VLANs go to the interface, with the MTU they have.
     *
     * @param carryingDefault whether those that the default route leaves by, or the others
     */
    void reparent(boolean carryingDefault) throws NetifException {
        for (Netif netif : from) {
            for (NetifDetails each : machine.vlansOn(netif.ifName())) {
                String name = each.netif().ifName();
                if (carriesDefault(name) == carryingDefault) {
                    Vlan vlan = each.vlan().get();
                    steps.add(new VlanStep.Reparent(
                            name,
                            new Vlan(to, vlan.tag(), vlan.priority()),
                            vlan,
                            each.netif().mtu()));
                }
            }
        }
    }

    private boolean carriesDefault(String ifName) throws NetifException {
        for (TableRoute each : machine.routesBy(ifName)) {
            if (each.route().isDefault()) {
                return true;
            }
        }
        return false;
    }

    /** Changes those of the flags that are not as wanted; an interface yet to be made has none. */
    void nd6(Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        Set<Nd6Flag> now = present.isPresent() ? machine.details(present.get()).nd6() : Set.of();
        nd6(now, set, clear);
    }

    /** The same where steps before will have changed the flags to these. */
    void nd6(Set<Nd6Flag> now, Set<Nd6Flag> set, Set<Nd6Flag> clear) {
        Set<Nd6Flag> missing = EnumSet.noneOf(Nd6Flag.class);
        Set<Nd6Flag> excess = EnumSet.noneOf(Nd6Flag.class);
        for (Nd6Flag flag : set) {
            if (!now.contains(flag)) {
                missing.add(flag);
            }
        }
        for (Nd6Flag flag : clear) {
            if (now.contains(flag)) {
                excess.add(flag);
            }
        }
        if (!missing.isEmpty() || !excess.isEmpty()) {
            steps.add(new AttributeStep.ChangeNd6(to, missing, excess));
        }
    }
}
