package org.nethook.hypervvf.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.Step;
import org.nethook.hypervvf.memory.MovedRoutes;

/** What would be done about one hn. Asks the machine, rc.conf and nethook.conf; changes nothing. Usable from any thread. */
public final class Failover {
    /** The lagg's name, where base's is not wanted. */
    public static final ConfigKey<String> LAGG_NAME =
            ConfigKey.pseudoInterface("lagg-name", "lagg").perInterface();

    /** How long the machine may be without a path after a plan before that is undone; zero for ever. */
    public static final ConfigKey<Duration> PATH_TIMEOUT =
            ConfigKey.duration("path-timeout", Duration.ofSeconds(60), Duration.ZERO, Duration.ofMinutes(60));

    /** What a DHCP client is given in addition, to be answered; dhclient(8) itself asks for as long before it gives up. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private Failover() {}

    /** The keys read here. */
    public static List<ConfigKey<?>> keys() {
        return List.of(LAGG_NAME, PATH_TIMEOUT, BaseHook.DIRECTORY);
    }

    /**
     * What makes the hn and its VF the ports of one failover lagg that carries all the hn carries, or rc.conf gives it.
     *
     * @param hn the interface
     * @param vf its true VF; empty when there is none now. One that is gone by now counts as none
     * @return a change, as wanted, or refused with the reason; not mine when there is no such interface
     * @throws NetifException when the kernel refuses to tell
     */
    public static Proposal reconcile(String hn, Optional<String> vf, PluginContext context) throws NetifException {
        return reconcile(hn, vf, false, context);
    }

    /** The same once the lagg's DHCP client had time enough: 0.0.0.0/8 beside another address is not what it asks with. */
    public static Proposal reconcileAfterLease(String hn, Optional<String> vf, PluginContext context)
            throws NetifException {
        return reconcile(hn, vf, true, context);
    }

    private static Proposal reconcile(String hn, Optional<String> vf, boolean hasLease, PluginContext context)
            throws NetifException {
        Machine machine = new Machine(context.netif(), context.dhcp());
        Optional<Netif> netif = machine.find(hn);
        if (netif.isEmpty()) {
            return Proposal.notMine(hn, "there is no interface " + hn);
        }
        Optional<Netif> port = vf.isPresent() ? machine.find(vf.get()) : Optional.empty();
        try {
            return port.isPresent()
                    ? withVf(machine, netif.get(), port, hasLease, context)
                    : withoutVf(machine, netif.get(), hasLease, context);
        } catch (RefusedException e) {
            return Proposal.refused(hn, e.getMessage());
        }
    }

    private static Proposal withVf(
            Machine machine, Netif hn, Optional<Netif> vf, boolean hasLease, PluginContext context)
            throws RefusedException, NetifException {
        Optional<String> hook = BaseHook.of(hn.ifName(), context);
        if (hook.isPresent()) {
            return BaseHook.propose(hook.get(), machine, hn, vf.get());
        }
        Optional<String> vfName = Optional.of(vf.get().ifName());
        String configured = context.config().get(LAGG_NAME, hn.ifName());
        LaggChoice choice = LaggChoice.of(machine, hn.ifName(), vfName, configured, context.systemConfig());
        List<Netif> bearers = new ArrayList<>();
        bearers.add(hn);
        if (choice.existing().isPresent()) {
            bearers.add(choice.existing().get());
        }
        VfAsPort.check(machine, vf.get(), bearers, context.systemConfig());
        return join(machine, hn, vf, choice, hasLease, context);
    }

    private static Proposal join(
            Machine machine, Netif hn, Optional<Netif> vf, LaggChoice choice, boolean hasLease, PluginContext context)
            throws NetifException {
        RcConf rcConf = RcConf.read(context.systemConfig(), hn.ifName(), hn.mac(), machine.fibs());
        if (hn.device().isPresent()) {
            rcConf = rcConf.with(MovedRoutes.of(context.state(), hn.device().get()));
        }
        JoinPlanner planner = new JoinPlanner(machine, hn, vf, choice, rcConf);
        List<String> notes = new ArrayList<>(choice.notes());
        boolean ofRc = choice.existing().isPresent() && isOfRc(choice.ifName(), context);
        List<Step> steps = ofRc ? planner.portOnly() : planner.steps(hasLease);
        if (!ofRc) {
            notes.addAll(planner.wanted().notes());
        }
        return Proposal.of(new Plan(
                choice.ifName(),
                reason(hn, vf, choice, steps),
                notes,
                steps,
                goesBackAfter(steps, planner.wanted(), context)));
    }

    private static boolean isOfRc(String lagg, PluginContext context) {
        try {
            return LaggChoice.isInRcConf(context.systemConfig(), lagg);
        } catch (SystemConfigException e) {
            return false;
        }
    }

    private static String reason(Netif hn, Optional<Netif> vf, LaggChoice choice, List<Step> steps) {
        String lagg = choice.ifName();
        if (steps.isEmpty()) {
            return vf.isPresent()
                    ? hn + " and its VF " + vf.get() + " are the ports of " + lagg
                    : "traffic is on " + hn + ", the port of " + lagg + "; there is no VF now";
        }
        if (choice.existing().isEmpty()) {
            return "failover lagg of " + hn + " and its VF " + vf.get() + ", with the configuration of " + hn;
        }
        if (isAfterLease(steps)) {
            return "the DHCP client of " + lagg + " has its lease; what it left behind or took away is put right";
        }
        for (Step step : steps) {
            if (step instanceof DhcpStep.Stop && step.interfaces().contains(hn.ifName())) {
                return hn + " is a port of " + lagg + "; what a DHCP client of its own did there is undone";
            }
        }
        for (Step step : steps) {
            if (!isOfPort(step, vf)) {
                return lagg + " of " + hn + " is not complete; what it lacks is done";
            }
        }
        return "VF " + vf.get() + " of " + hn + " joins " + lagg;
    }

    private static boolean isAfterLease(List<Step> steps) {
        boolean placeholder = false;
        for (Step step : steps) {
            boolean is = step instanceof AddressStep.Remove
                    && ((AddressStep.Remove) step).address().address().isUnspecified();
            placeholder |= is;
            if (!is && !(step instanceof RouteStep.Add) && !(step instanceof AddressStep.Add)) {
                return false;
            }
        }
        return placeholder;
    }

    /** Whether a step only makes the VF a port. */
    private static boolean isOfPort(Step step, Optional<Netif> vf) {
        if (vf.isEmpty() || step instanceof DhcpStep) {
            return false;
        }
        return step instanceof LaggStep.AddPort
                ? ((LaggStep.AddPort) step).port().equals(vf.get().ifName())
                : step.interfaces().equals(List.of(vf.get().ifName()));
    }

    /** A lagg stays when the VF leaves; one that was only begun is taken away again. */
    private static Proposal withoutVf(Machine machine, Netif hn, boolean hasLease, PluginContext context)
            throws RefusedException, NetifException {
        Optional<String> hook = BaseHook.of(hn.ifName(), context);
        if (hook.isPresent()) {
            return Proposal.asWanted(hn.ifName(), hn + " has no VF now; " + hook.get() + " looks after it");
        }
        String configured = context.config().get(LAGG_NAME, hn.ifName());
        Optional<Netif> lagg = LaggChoice.existing(machine, hn.ifName(), configured);
        if (lagg.isEmpty()) {
            return Proposal.asWanted(hn.ifName(), hn + " has no VF now, and is in no lagg");
        }
        if (!lagg.get().lagg().get().hasPort(hn.ifName())) {
            return release(
                    machine, hn, lagg.get(), lagg.get() + " was begun for " + hn + ", whose VF is gone", context);
        }
        LaggChoice choice = LaggChoice.of(machine, hn.ifName(), Optional.empty(), configured, context.systemConfig());
        return join(machine, hn, Optional.empty(), choice, hasLease, context);
    }

    /**
     * What gives the hn back all that its lagg carries, takes the VF down and out, and destroys the lagg.
     *
     * @param hn the interface
     * @return a change, as wanted when it is in no lagg, or refused with the reason
     * @throws NetifException when the kernel refuses to tell
     */
    public static Proposal release(String hn, PluginContext context) throws NetifException {
        Machine machine = new Machine(context.netif(), context.dhcp());
        Optional<Netif> netif = machine.find(hn);
        if (netif.isEmpty()) {
            return Proposal.notMine(hn, "there is no interface " + hn);
        }
        Optional<String> hook = BaseHook.of(hn, context);
        if (hook.isPresent()) {
            return Proposal.refused(hn, hook.get() + " made what there is, and nethook does not know the way back");
        }
        Optional<Netif> lagg = LaggChoice.existing(machine, hn, context.config().get(LAGG_NAME, hn));
        if (lagg.isEmpty()) {
            return Proposal.asWanted(hn, hn + " is in no lagg");
        }
        try {
            return release(
                    machine, netif.get(), lagg.get(), hn + " gets back what " + lagg.get() + " carries", context);
        } catch (RefusedException e) {
            return Proposal.refused(hn, e.getMessage());
        }
    }

    /**
     * What puts right what a DHCP client did to an interface on which it was started again: it left 0.0.0.0/8 behind, and the kernel dropped the
     * routes by the address that it replaced.
     *
     * @param ifName a hn or its lagg
     * @param hasLease whether the client, if one runs, asks no more
     * @return a change, or as wanted; not mine when there is no such interface
     * @throws NetifException when the kernel refuses to tell
     */
    public static Proposal afterRelease(String ifName, boolean hasLease, PluginContext context) throws NetifException {
        Machine machine = new Machine(context.netif(), context.dhcp());
        Optional<Netif> netif = machine.find(ifName);
        if (netif.isEmpty()) {
            return Proposal.notMine(ifName, "there is no interface " + ifName);
        }
        List<Step> steps = new ArrayList<>();
        Placeholder.remove(machine, netif.get(), hasLease, steps);
        if (!steps.isEmpty()) {
            RcConf rcConf =
                    RcConf.read(context.systemConfig(), ifName, netif.get().mac(), machine.fibs());
            Wanted wanted = Wanted.of(machine, netif.get(), List.of(netif.get()), rcConf);
            new Moves(machine, ifName, netif, List.of(), steps).addRoutes(wanted.missingRoutes());
        }
        return Proposal.of(new Plan(
                ifName,
                "the DHCP client of " + ifName + " has its lease; what it left behind or took away is put right",
                List.of(),
                steps,
                Optional.empty()));
    }

    private static Proposal release(Machine machine, Netif hn, Netif lagg, String reason, PluginContext context)
            throws RefusedException, NetifException {
        if (lagg.lagg().get().protocol() != LaggProtocol.FAILOVER) {
            throw new RefusedException(hn + " is a port of " + lagg + ", which is not a failover lagg");
        }
        if (isOfRc(lagg.ifName(), context)) {
            throw new RefusedException(lagg + " is in rc.conf; take it out there, or it is back at the next boot");
        }
        Optional<Netif> vf = Optional.empty();
        for (LaggPort port : lagg.lagg().get().ports()) {
            Optional<Netif> other = machine.find(port.ifName());
            if (other.isPresent() && !port.ifName().equals(hn.ifName())) {
                if (vf.isPresent() || !hasMacOf(hn, other.get(), machine)) {
                    throw new RefusedException(lagg + " also has the port " + port.ifName());
                }
                vf = other;
            }
        }
        RcConf rcConf = RcConf.read(context.systemConfig(), hn.ifName(), hn.mac(), machine.fibs());
        ReleasePlanner planner = new ReleasePlanner(machine, hn, lagg, vf, rcConf);
        List<Step> steps = planner.steps();
        return Proposal.of(new Plan(
                hn.ifName(), reason, planner.wanted().notes(), steps, goesBackAfter(steps, planner.wanted(), context)));
    }

    /** A lagg gives its ports one MAC; the hardware remembers its own. */
    private static boolean hasMacOf(Netif hn, Netif port, Machine machine) throws NetifException {
        Optional<MacAddress> own = machine.details(port).hardwareMac();
        Optional<MacAddress> ofHn = machine.details(hn).hardwareMac();
        return own.isPresent() && ofHn.isPresent()
                ? own.equals(ofHn)
                : port.mac().equals(hn.mac());
    }

    /**
     * Empty when the operator switched it off, and where a step cannot be undone: without it the others would lead nowhere. Longer
     * where an address must first be leased.
     */
    private static Optional<Duration> goesBackAfter(List<Step> steps, Wanted wanted, PluginContext context) {
        Duration timeout = context.config().get(PATH_TIMEOUT);
        boolean changes = false;
        for (Step step : steps) {
            if (step.undo().isEmpty()) {
                return Optional.empty();
            }
            changes |= step instanceof LaggStep || step instanceof AddressStep || step instanceof InterfaceStep;
        }
        if (timeout.isZero() || !changes) {
            return Optional.empty();
        }
        return Optional.of(wanted.usesDhcp() && !wanted.hasIpv4() ? timeout.plus(LEASE) : timeout);
    }
}
