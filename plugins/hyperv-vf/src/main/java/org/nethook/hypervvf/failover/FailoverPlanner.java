package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.Step;

/**
 * Computes what makes a hn and its VF the ports of one failover lagg. Pure: the same state gives the same plan, and the
 * state a plan leads to gives an empty one.
 *
 * <p>The lagg is complete, with hn's addresses on it, before the VF is brought up: the kernel moves the traffic to the VF
 * at that moment, and finds it a port already. hn(4) knows its VF by its original type, so a port is still a VF.
 */
final class FailoverPlanner {
    /** Software interfaces that can carry hn's MAC, so that the kernel takes them for a VF, but are none. */
    private static final Set<String> NEVER_A_VF =
            Set.of("bridge", "epair", "tap", "vmnet", "lagg", "vlan", "gif", "wg");

    private final Machine machine;
    private final Netif hn;
    private final Netif vf;

    private FailoverPlanner(Machine machine, Netif hn, Netif vf) {
        this.machine = machine;
        this.hn = hn;
        this.vf = vf;
    }

    /**
     * The plan for one pair.
     *
     * @throws RefusedException when something of the pair is not as it must be, or belongs to somebody else
     */
    static Plan plan(Machine machine, String hnName, String vfName) throws RefusedException {
        Netif hn = machine.find(hnName).orElseThrow(() -> new RefusedException("there is no interface " + hnName));
        Netif vf = machine.find(vfName).orElseThrow(() -> new RefusedException("its VF " + vfName + " is gone"));
        FailoverPlanner planner = new FailoverPlanner(machine, hn, vf);
        planner.check();
        Optional<Netif> lagg = machine.laggOf(hnName);
        return lagg.isPresent() ? planner.join(lagg.get()) : planner.build(machine.freeLaggName());
    }

    private void check() throws RefusedException {
        if (hn.mac().isEmpty() || !hn.mac().equals(vf.mac())) {
            throw new RefusedException(vf + " has not the MAC of " + hn);
        }
        if (vf.driver().filter(NEVER_A_VF::contains).isPresent()) {
            throw new RefusedException(
                    vf + " has the MAC of " + hn + " but is a " + vf.driver().get() + ", not a VF");
        }
        for (InterfaceAddress address : vf.addresses()) {
            if (!address.address().isLinkLocalV6()) {
                throw new RefusedException(vf + " has an address of its own, " + address
                        + "; a lagg would cut it off. Remove it, and any ifconfig_" + vf + " from rc.conf");
            }
        }
    }

    /** The VF joins, or rejoins, the lagg that holds hn. */
    private Plan join(Netif lagg) throws RefusedException {
        if (lagg.lagg().get().protocol() != LaggProtocol.FAILOVER) {
            throw new RefusedException(hn + " is a port of " + lagg + ", which is not a failover lagg");
        }
        List<Step> steps = new ArrayList<>();
        if (!lagg.lagg().get().hasPort(vf.ifName())) {
            refuseOthersPort();
            steps.add(new LaggStep.AddPort(lagg.ifName(), vf.ifName()));
        }
        if (!lagg.isUp()) {
            steps.add(new InterfaceStep.BringUp(lagg.ifName()));
        }
        bringUp(hn, steps);
        bringUp(vf, steps);
        return new Plan(lagg.ifName(), "VF " + vf + " of " + hn + " joins " + lagg, steps);
    }

    private Plan build(String lagg) throws RefusedException {
        refuseOthersPort();
        List<Step> steps = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        for (Route route : machine.routes()) {
            if (route.ifName().equals(hn.ifName()) && route.gateway().isPresent()) {
                routes.add(route);
            }
        }
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (InterfaceAddress address : hn.addresses()) {
            if (!address.address().isLinkLocalV6()) {
                addresses.add(address);
            }
        }
        steps.add(new InterfaceStep.Create(lagg));
        steps.add(new LaggStep.SetProtocol(lagg, LaggProtocol.FAILOVER, LaggProtocol.FAILOVER));
        if (machine.dhcpRuns()) {
            steps.add(new DhcpStep.Stop(hn.ifName()));
        }
        for (Route route : routes) {
            steps.add(new RouteStep.Delete(route));
        }
        for (InterfaceAddress address : addresses) {
            steps.add(new AddressStep.Remove(hn.ifName(), address));
        }
        steps.add(new LaggStep.AddPort(lagg, hn.ifName()));
        steps.add(new LaggStep.AddPort(lagg, vf.ifName()));
        steps.add(new InterfaceStep.BringUp(lagg));
        bringUp(hn, steps);
        for (InterfaceAddress address : addresses) {
            steps.add(new AddressStep.Add(lagg, address));
        }
        for (Route route : routes) {
            steps.add(new RouteStep.Add(new Route(route.destination(), route.prefixLength(), route.gateway(), lagg)));
        }
        if (machine.dhcpRuns() || machine.dhcpWanted()) {
            steps.add(new DhcpStep.Start(lagg));
        }
        bringUp(vf, steps);
        return new Plan(
                lagg, "failover lagg of " + hn + " and its VF " + vf + ", with the configuration of " + hn, steps);
    }

    private void refuseOthersPort() throws RefusedException {
        Optional<Netif> other = machine.laggOf(vf.ifName());
        if (other.isPresent()) {
            throw new RefusedException(vf + " is a port of " + other.get() + ", which does not hold " + hn);
        }
    }

    private static void bringUp(Netif netif, List<Step> steps) {
        if (!netif.isUp()) {
            steps.add(new InterfaceStep.BringUp(netif.ifName()));
        }
    }
}
