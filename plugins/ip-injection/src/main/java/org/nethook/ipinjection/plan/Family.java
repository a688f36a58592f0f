package org.nethook.ipinjection.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.Step;

/**
 * The steps of one address family. Routes through the interface go with its addresses in the kernel, so each is put back where its
 * gateway can still be reached, and deleted by a step of its own, which can be undone, where it cannot.
 */
final class Family {
    private final Present present;
    private final boolean v4;
    /** What the interface is to have; null where nobody says so. */
    private final List<InterfaceAddress> wanted;

    private final List<AddressDetails> removed = new ArrayList<>();
    private final List<AddressDetails> replaced = new ArrayList<>();
    private final List<InterfaceAddress> added = new ArrayList<>();
    private final List<InterfaceAddress> end = new ArrayList<>();
    private Optional<Route> now = Optional.empty();
    private Optional<Route> then = Optional.empty();
    private final List<String> notes = new ArrayList<>();

    private Family(Present present, boolean v4, List<InterfaceAddress> wanted) {
        this.present = present;
        this.v4 = v4;
        this.wanted = wanted;
    }

    /** These addresses and no others, but for those that the kernel or a router gives. */
    static Family with(Present present, boolean v4, List<InterfaceAddress> wanted) {
        Family family = new Family(present, v4, wanted);
        for (InterfaceAddress each : wanted) {
            AddressDetails same = find(present.addresses(v4), each.address());
            if (same == null) {
                family.added.add(each);
            } else if (same.address().prefixLength() != each.prefixLength()) {
                family.replaced.add(same);
            }
            family.end.add(each);
        }
        for (AddressDetails each : present.addresses(v4)) {
            if (!family.isWanted(each.address().address())) {
                if (isSetByHand(each)) {
                    family.removed.add(each);
                } else {
                    family.end.add(each.address());
                }
            }
        }
        return family;
    }

    /** All but these. */
    static Family without(Present present, boolean v4, List<AddressDetails> removed) {
        Family family = new Family(present, v4, null);
        family.removed.addAll(removed);
        for (AddressDetails each : present.addresses(v4)) {
            if (!removed.contains(each)) {
                family.end.add(each.address());
            }
        }
        return family;
    }

    /** As they are. */
    static Family unchanged(Present present, boolean v4) {
        return without(present, v4, List.of());
    }

    private boolean isWanted(IpAddress address) {
        for (InterfaceAddress each : wanted) {
            if (each.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    private static AddressDetails find(List<AddressDetails> among, IpAddress address) {
        for (AddressDetails each : among) {
            if (each.address().address().equals(address)) {
                return each;
            }
        }
        return null;
    }

    /** Neither link-local, which the kernel makes, nor a router's. */
    static boolean isSetByHand(AddressDetails details) {
        return !details.address().address().isLinkLocalV6()
                && !details.flags().contains(AddressFlag.AUTOCONF)
                && !details.flags().contains(AddressFlag.TEMPORARY);
    }

    /**
     * Decides about the default route of the interface's table.
     *
     * @param gateway the one asked for; without one the route stays while its gateway can be reached
     */
    void decideDefault(Optional<IpAddress> gateway) {
        now = present.defaultRoute(v4);
        then = now;
        boolean foreign = now.isPresent() && !now.get().ifName().equals(present.ifName());
        if (gateway.isPresent() && foreign) {
            notes.add("gateway " + gateway.get() + " is not used: the route " + now.get()
                    + " belongs to another interface and stays");
        } else if (gateway.isPresent()) {
            then = Optional.of(Route.defaultVia(gateway.get(), present.ifName()));
        } else if (now.isPresent() && !foreign && !isReachable(now.get())) {
            then = Optional.empty();
        }
    }

    /** The default route by this interface when all is done. */
    Optional<Route> ownDefault() {
        return then.isPresent() && then.get().ifName().equals(present.ifName()) ? then : Optional.empty();
    }

    /** The default route by this interface that will be gone. */
    Optional<Route> lostDefault() {
        return now.isPresent() && then.isEmpty() ? now : Optional.empty();
    }

    private boolean isReachable(Route route) {
        if (route.gateway().isEmpty() || route.gateway().get().isLinkLocalV6()) {
            return !end.isEmpty();
        }
        for (InterfaceAddress each : end) {
            if (each.subnetContains(route.gateway().get())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an address goes, and routes with it. */
    private boolean takesRoutes() {
        return !removed.isEmpty() || !replaced.isEmpty();
    }

    private Optional<Route> becomes(TableRoute each) {
        boolean is = each.route().isDefault() && each.fib() == present.details().fib();
        if (is) {
            return then;
        }
        return isReachable(each.route()) ? Optional.of(each.route()) : Optional.empty();
    }

    /** New addresses, then the default route; nothing that was there goes but what stands in the way. */
    void addSteps(List<Step> steps) {
        if (takesRoutes()) {
            for (TableRoute each : present.routes(v4)) {
                if (becomes(each).isPresent()) {
                    steps.add(new RouteStep.Keep(each.route(), each.fib()));
                }
            }
        }
        for (InterfaceAddress each : added) {
            steps.add(new AddressStep.Add(present.ifName(), each));
        }
        if (takesRoutes()) {
            for (TableRoute each : present.routes(v4)) {
                if (becomes(each).isEmpty()) {
                    steps.add(new RouteStep.Delete(each.route(), each.fib()));
                    notes.add("the route " + each.route() + " goes: its gateway is on no network of " + present.ifName()
                            + " any more");
                }
            }
        }
        keepOrder(steps);
        for (AddressDetails each : replaced) {
            steps.add(remove(each));
            for (InterfaceAddress other : wanted) {
                if (other.address().equals(each.address().address())) {
                    steps.add(new AddressStep.Add(present.ifName(), other));
                }
            }
        }
        defaultSteps(steps);
    }

    /** What stands behind an address that goes would stand in front of it when that comes back. */
    private void keepOrder(List<Step> steps) {
        List<AddressDetails> behind = new ArrayList<>();
        boolean goes = false;
        boolean stays = false;
        for (AddressDetails each : present.addresses(v4)) {
            if (goes) {
                behind.add(each);
                stays |= !removed.contains(each);
            }
            goes |= removed.contains(each) || replaced.contains(each);
        }
        if (v4 && (stays || !replaced.isEmpty())) {
            for (int i = behind.size() - 1; i >= 0; i--) {
                steps.add(new AddressStep.Behind(present.ifName(), behind.get(i).address()));
            }
        }
    }

    private void defaultSteps(List<Step> steps) {
        if (then.isEmpty() || then.equals(now)) {
            return;
        }
        int fib = present.details().fib();
        steps.add(
                now.isEmpty() ? new RouteStep.Add(then.get(), fib) : new RouteStep.Change(then.get(), now.get(), fib));
    }

    /** What is to go, and the routes that went with it. */
    void removeSteps(List<Step> steps) {
        for (int i = removed.size() - 1; i >= 0; i--) {
            steps.add(remove(removed.get(i))); // undone in their order
        }
        if (takesRoutes()) {
            for (TableRoute each : present.routes(v4)) {
                Optional<Route> becomes = becomes(each);
                if (becomes.isPresent()) {
                    steps.add(new RouteStep.Keep(becomes.get(), each.fib()));
                }
            }
            boolean isNew = now.isEmpty() && then.isPresent();
            if (isNew) {
                steps.add(new RouteStep.Keep(then.get(), present.details().fib()));
            }
        }
    }

    private Step remove(AddressDetails each) {
        Set<AddressFlag> settable = EnumSet.noneOf(AddressFlag.class);
        for (AddressFlag flag : each.flags()) {
            if (flag == AddressFlag.ANYCAST || flag == AddressFlag.PREFER_SOURCE) {
                settable.add(flag);
            }
        }
        return new AddressStep.Remove(present.ifName(), each.address(), settable, each.lifetime());
    }

    List<String> notes() {
        return notes;
    }
}
