package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.DhcpMode;
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
 * The steps that give a hn back what its lagg carries, and end the lagg. First the VF is brought down, because the kernel
 * sends nothing over a hn whose VF is up; the lagg goes on over the hn. The hn has every IPv4 address and the default route
 * before it leaves the lagg, which is the shorter time without a path: the removal of a port is one call. The lagg is destroyed last, as nothing undoes that.
 */
final class ReleasePlanner {
    private final Machine machine;
    private final Netif hn;
    private final Netif lagg;
    private final Optional<Netif> vf;
    private final RcConf rcConf;
    private final Wanted wanted;
    private final List<Step> steps = new ArrayList<>();
    private final Moves moves;

    ReleasePlanner(Machine machine, Netif hn, Netif lagg, Optional<Netif> vf, RcConf rcConf) throws NetifException {
        this.machine = machine;
        this.hn = hn;
        this.lagg = lagg;
        this.vf = vf;
        this.rcConf = rcConf;
        this.wanted = Wanted.of(machine, hn, List.of(hn, lagg), rcConf);
        this.moves = new Moves(machine, hn.ifName(), Optional.of(hn), List.of(lagg), steps);
    }

    Wanted wanted() {
        return wanted;
    }

    List<Step> steps() throws NetifException {
        boolean hnIsPort = lagg.lagg().get().hasPort(hn.ifName());
        releaseVf();
        if (machine.dhcpRuns(lagg.ifName())) {
            steps.add(new DhcpStep.Stop(lagg.ifName(), mode(), flags()));
        }
        if (!hn.isUp()) {
            steps.add(new InterfaceStep.BringUp(hn.ifName()));
        }
        moves.add(wanted.addresses(true));
        moves.changeRoutes(true, true);
        if (hnIsPort) {
            steps.add(new LaggStep.RemovePort(lagg.ifName(), hn.ifName()));
        }
        moves.reparent(true);
        moves.changeRoutes(true, false);
        moves.remove(true);
        moves.reparent(false);
        ipv6();
        moves.addRoutes(wanted.missingRoutes());
        groups();
        if (wanted.usesDhcp() && !machine.dhcpRuns(hn.ifName())) {
            steps.add(new DhcpStep.Start(hn.ifName(), mode(), flags()));
        }
        steps.add(new InterfaceStep.Destroy(lagg.ifName()));
        return steps;
    }

    private DhcpMode mode() {
        return rcConf.settings().dhcp().orElse(DhcpMode.BACKGROUND);
    }

    private List<String> flags() {
        return rcConf.settings().dhcpFlags();
    }

    private void releaseVf() {
        if (vf.isPresent()) {
            if (vf.get().isUp()) {
                steps.add(new InterfaceStep.BringDown(vf.get().ifName()));
            }
            if (lagg.lagg().get().hasPort(vf.get().ifName())) {
                steps.add(new LaggStep.RemovePort(lagg.ifName(), vf.get().ifName()));
            }
        }
    }

    /** What the lagg took over from the hn goes back; with IPv6 switched on it makes its link-local address again. */
    private void ipv6() throws NetifException {
        moves.deleteRoutes(false);
        moves.remove(false);
        NetifDetails ofLagg = machine.details(lagg);
        if (!ofLagg.nd6().contains(Nd6Flag.IFDISABLED)) {
            Set<Nd6Flag> set = EnumSet.noneOf(Nd6Flag.class);
            Set<Nd6Flag> clear = EnumSet.of(Nd6Flag.IFDISABLED);
            for (Nd6Flag flag : JoinPlanner.TAKEN_OVER) {
                (ofLagg.nd6().contains(flag) ? set : clear).add(flag);
            }
            moves.nd6(set, clear);
        }
        moves.add(wanted.addresses(false));
        moves.addRoutes(false);
    }

    private void groups() throws NetifException {
        NetifDetails ofHn = machine.details(hn);
        for (String group : machine.details(lagg).groups()) {
            boolean own = group.equals("all") || group.equals("lagg") || group.equals(LaggChoice.MARK);
            if (!own && !ofHn.groups().contains(group)) {
                steps.add(new AttributeStep.AddGroup(hn.ifName(), group));
            }
        }
    }
}
