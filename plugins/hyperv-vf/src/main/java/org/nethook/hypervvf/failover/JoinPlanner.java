package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Step;

/**
 * The steps that make a hn and its VF the ports of a failover lagg which carries all that the hn carries. A step that is
 * done already is left out, so a half-built lagg is finished by what remains.
 *
 * <p>The order keeps the machine reachable: the lagg is up and has every IPv4 address before the hn becomes its port, and
 * the first thing after that is the default route, which is changed in place. The kernel takes a port's IPv6 addresses away
 * and lets no two interfaces have the same one, so these leave just before and come back just after. The VF is brought up
 * last: the kernel moves the traffic to it at that moment, and finds it a port already.
 */
final class JoinPlanner {
    /** What the lagg does as the hn did. */
    static final Set<Nd6Flag> TAKEN_OVER = EnumSet.of(
            Nd6Flag.ACCEPT_RTADV,
            Nd6Flag.NO_RADR,
            Nd6Flag.AUTO_LINKLOCAL,
            Nd6Flag.PREFER_SOURCE,
            Nd6Flag.NO_PREFER_IFACE);

    private final Machine machine;
    private final Netif hn;
    private final Optional<Netif> vf;
    private final LaggChoice choice;
    private final RcConf rcConf;
    private final List<Netif> bearers = new ArrayList<>();
    private final List<Netif> givers = new ArrayList<>();
    private final boolean hnIsPort;
    private final boolean vfIsPort;
    private final boolean bare;
    private final Wanted wanted;
    private final List<Step> steps = new ArrayList<>();
    private final Moves moves;

    JoinPlanner(Machine machine, Netif hn, Optional<Netif> vf, LaggChoice choice, RcConf rcConf) throws NetifException {
        this.machine = machine;
        this.hn = hn;
        this.vf = vf;
        this.choice = choice;
        this.rcConf = rcConf;
        givers.add(hn);
        if (vf.isPresent()) {
            givers.add(vf.get());
        }
        if (choice.existing().isPresent()) {
            bearers.add(choice.existing().get());
        }
        bearers.addAll(givers);
        hnIsPort = isPort(hn.ifName());
        vfIsPort = vf.isPresent() && isPort(vf.get().ifName());
        bare = Wanted.isBare(machine, bearers, hn);
        wanted = Wanted.of(machine, hn, bearers, rcConf);
        moves = new Moves(machine, choice.ifName(), choice.existing(), givers, steps);
    }

    private boolean isPort(String ifName) {
        return choice.existing().isPresent()
                && choice.existing().get().lagg().isPresent()
                && choice.existing().get().lagg().get().hasPort(ifName);
    }

    Wanted wanted() {
        return wanted;
    }

    /** @param hasLease whether the lagg's DHCP client, if one runs, asks no more */
    List<Step> steps(boolean hasLease) throws NetifException {
        beforeAnything();
        makeLagg();
        stopClients();
        moves.add(wanted.addresses(true));
        takeHn();
        movePath();
        moveRest();
        takeVf(wanted.usesDhcp());
        if (choice.existing().isPresent()) {
            Placeholder.remove(machine, choice.existing().get(), hasLease, steps);
        }
        return steps;
    }

    /** Only the VF joins; for a lagg that rc.conf itself configures. */
    List<Step> portOnly() throws NetifException {
        beforeAnything();
        if (vf.isPresent() && machine.dhcpRuns(vf.get().ifName())) {
            steps.add(new DhcpStep.Stop(vf.get().ifName()));
        }
        takeVf(false);
        return steps;
    }

    /** All ports of a lagg have one MTU. A VF that refuses it does so here, where nothing has been changed yet. */
    private void beforeAnything() {
        int mtu = mtu();
        if (vf.isPresent() && !vfIsPort && vf.get().mtu() != mtu) {
            steps.add(new InterfaceStep.SetMtu(vf.get().ifName(), mtu, vf.get().mtu()));
        }
        if (!hnIsPort && hn.mtu() != mtu) {
            steps.add(new InterfaceStep.SetMtu(hn.ifName(), mtu, hn.mtu()));
        }
        bringUp(hn);
    }

    private int mtu() {
        Optional<Netif> lagg = choice.existing();
        if (lagg.isPresent() && (hnIsPort || vfIsPort)) {
            return lagg.get().mtu();
        }
        return bare ? rcConf.settings().mtu().orElse(hn.mtu()) : hn.mtu();
    }

    private void makeLagg() throws NetifException {
        String lagg = choice.ifName();
        Optional<NetifDetails> present = choice.existing().isPresent()
                ? Optional.of(machine.details(choice.existing().get()))
                : Optional.empty();
        if (present.isEmpty()) {
            steps.add(new InterfaceStep.Create(lagg));
            steps.add(new LaggStep.SetProtocol(lagg, LaggProtocol.FAILOVER, LaggProtocol.FAILOVER));
        } else if (choice.existing().get().lagg().get().protocol() != LaggProtocol.FAILOVER) {
            steps.add(new LaggStep.SetProtocol(
                    lagg,
                    LaggProtocol.FAILOVER,
                    choice.existing().get().lagg().get().protocol()));
        }
        groups(lagg, present);
        describe(lagg, present);
        if (!hnIsPort) {
            // Without a MAC of its own yet, it would make itself a link-local address of somebody else's.
            moves.nd6(EnumSet.of(Nd6Flag.NO_DAD, Nd6Flag.IFDISABLED), Set.of());
        }
        int fib = bare
                ? rcConf.settings().fib().orElse(machine.details(hn).fib())
                : machine.details(hn).fib();
        int now = present.isPresent() ? present.get().fib() : 0;
        if (!hnIsPort && now != fib) {
            steps.add(new AttributeStep.SetFib(lagg, fib, now));
        }
        if (present.isEmpty() || !present.get().netif().isUp()) {
            steps.add(new InterfaceStep.BringUp(lagg));
        }
    }

    /** The groups of the hn, but not those every interface or every hn is in, and the mark of ours. */
    private void groups(String lagg, Optional<NetifDetails> present) throws NetifException {
        List<String> groups = new ArrayList<>();
        if (!hnIsPort) {
            groups.add(LaggChoice.MARK);
        }
        for (String group : machine.details(hn).groups()) {
            if (!group.equals("all") && !group.equals(hn.driver().orElse(""))) {
                groups.add(group);
            }
        }
        for (String group : rcConf.settings().groups()) {
            if (!groups.contains(group)) {
                groups.add(group);
            }
        }
        for (String group : groups) {
            if (present.isEmpty() || !present.get().groups().contains(group)) {
                steps.add(new AttributeStep.AddGroup(lagg, group));
            }
        }
    }

    private void describe(String lagg, Optional<NetifDetails> present) throws NetifException {
        Optional<String> description = machine.details(hn).description();
        if (description.isEmpty()) {
            description = rcConf.settings().description();
        }
        boolean has = present.isPresent()
                && present.get().description().isPresent()
                && !present.get().description().get().isEmpty();
        if (description.isPresent() && !description.get().isEmpty() && !has) {
            steps.add(new AttributeStep.SetDescription(lagg, description.get(), ""));
        }
    }

    /** A client that sees its address go takes more than that away, so it ends first; its lease stays. */
    private void stopClients() throws NetifException {
        if (vf.isPresent() && machine.dhcpRuns(vf.get().ifName())) {
            steps.add(new DhcpStep.Stop(vf.get().ifName()));
        }
        if (machine.dhcpRuns(hn.ifName())) {
            steps.add(new DhcpStep.Stop(hn.ifName(), mode(), rcConf.settings().dhcpFlags()));
        }
    }

    private DhcpMode mode() {
        return rcConf.settings().dhcp().orElse(DhcpMode.BACKGROUND);
    }

    private void takeHn() throws NetifException {
        moves.deleteRoutes(false);
        if (vf.isPresent()) {
            moves.remove(vf.get(), false);
        }
        if (hnIsPort) {
            moves.remove(hn, false);
            if (moves.hasIpv6(hn)) {
                switchOffIpv6(hn); // else it is left: undoing this would have the kernel make an address at once
            }
        } else {
            moves.loseIpv6(hn);
            switchOffIpv6(hn);
            steps.add(new LaggStep.AddPort(choice.ifName(), hn.ifName()));
        }
    }

    private void movePath() throws NetifException {
        moves.reparent(true);
        moves.changeRoutes(true, true);
        nd6();
        moves.add(wanted.addresses(false));
        moves.addRoutes(false);
    }

    private void nd6() throws NetifException {
        Set<Nd6Flag> ofHn = machine.details(hn).nd6();
        boolean takesOver = !ofHn.contains(Nd6Flag.IFDISABLED);
        boolean enabled = takesOver
                || rcConf.settings().wantsIpv6()
                || !wanted.addresses(false).isEmpty();
        Set<Nd6Flag> set = EnumSet.of(Nd6Flag.NO_DAD);
        Set<Nd6Flag> clear = EnumSet.noneOf(Nd6Flag.class);
        if (enabled) {
            clear.add(Nd6Flag.IFDISABLED);
            set.addAll(rcConf.settings().nd6());
        }
        for (Nd6Flag flag : TAKEN_OVER) {
            if (takesOver && ofHn.contains(flag)) {
                set.add(flag);
            } else if (takesOver && !set.contains(flag)) {
                clear.add(flag);
            }
        }
        Set<Nd6Flag> now = EnumSet.noneOf(Nd6Flag.class);
        if (choice.existing().isPresent()) {
            now.addAll(machine.details(choice.existing().get()).nd6());
        } else {
            // What a new lagg begins with depends on sysctls; that it listens to routers unasked must not be.
            now.add(Nd6Flag.AUTO_LINKLOCAL);
            if (!set.contains(Nd6Flag.ACCEPT_RTADV)) {
                now.add(Nd6Flag.ACCEPT_RTADV);
            }
        }
        if (!hnIsPort) {
            now.add(Nd6Flag.NO_DAD);
            now.add(Nd6Flag.IFDISABLED);
        }
        moves.nd6(now, set, clear);
    }

    private void moveRest() throws NetifException {
        moves.changeRoutes(true, false);
        moves.remove(true);
        moves.reparent(false);
        moves.addRoutes(wanted.missingRoutes());
    }

    /**
     * A port with IPv6 would make itself a link-local address, the lagg's own, and answer for it. Done before it becomes one, and
     * so undone after it was one: a kernel that switches IPv6 on makes the address at once, and a port's of any MAC it finds.
     */
    private void switchOffIpv6(Netif port) throws NetifException {
        if (!machine.details(port).nd6().contains(Nd6Flag.IFDISABLED)) {
            steps.add(new AttributeStep.ChangeNd6(port.ifName(), EnumSet.of(Nd6Flag.IFDISABLED), Set.of()));
        }
        if (isPort(port.ifName())) {
            moves.removeLinkLocal(port); // switched on and off meanwhile, or by an undoing, it has made one
        }
    }

    private void takeVf(boolean usesDhcp) throws NetifException {
        boolean startsClient = choice.existing().isEmpty() || !machine.dhcpRuns(choice.ifName());
        if (vf.isPresent() && !vfIsPort) {
            steps.add(new LaggStep.AddPort(choice.ifName(), vf.get().ifName()));
        }
        if (vf.isPresent()) {
            switchOffIpv6(vf.get());
        }
        if (usesDhcp && startsClient) {
            steps.add(new DhcpStep.Start(
                    choice.ifName(), mode(), rcConf.settings().dhcpFlags()));
        }
        if (vf.isPresent()) {
            bringUp(vf.get());
        }
    }

    private void bringUp(Netif netif) {
        if (!netif.isUp()) {
            steps.add(new InterfaceStep.BringUp(netif.ifName()));
        }
    }
}
