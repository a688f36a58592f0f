package org.nethook.hypervvf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.nethook.api.ConfigKey;
import org.nethook.api.Fact;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.Reconciler;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.failover.Failover;
import org.nethook.hypervvf.memory.Holds;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.pair.Pairs;

/** Answers for each hn(4) of the machine; asked about a VF or a lagg, it answers for the hn that this belongs to. */
@org.pf4j.Extension
public final class HypervVfReconciler implements Reconciler {

    @Override
    public List<ConfigKey<?>> configKeys() {
        return HypervVfKeys.ALL;
    }

    @Override
    public List<String> interfaces(PluginContext context) throws NetifException {
        TreeSet<String> names = new TreeSet<>();
        if (new Hyperv(context.sysctl()).isGuest()) {
            for (Pair pair : Pairs.read(context).all()) {
                names.add(pair.hn().ifName());
            }
        }
        return new ArrayList<>(names);
    }

    @Override
    public Proposal reconcile(String ifName, PluginContext context) throws NetifException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        Optional<Pair> found = find(ifName, hyperv, context);
        if (found.isEmpty()) {
            return notMine(ifName, hyperv);
        }
        Pair pair = found.get();
        String hn = pair.hn().ifName();
        Optional<String> held = Holds.since(context.state(), pair.device());
        if (held.isPresent()) {
            return Proposal.asWanted(
                    hn,
                    "an operator released " + hn + " at " + held.get() + "; \"nethook release --undo " + hn
                            + "\" ends that");
        }
        if (hyperv.isTransparent()) {
            return Proposal.asWanted(hn, "transparent mode: the kernel moves the traffic of " + hn + " itself");
        }
        if (pair.doubt().isPresent()) {
            return Proposal.refused(hn, pair.doubt().get());
        }
        Optional<Netif> vf = pair.vf();
        return Failover.reconcile(hn, vf.isPresent() ? Optional.of(vf.get().ifName()) : Optional.empty(), context);
    }

    @Override
    public Proposal release(String ifName, PluginContext context) throws NetifException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        Optional<Pair> pair = find(ifName, hyperv, context);
        return pair.isPresent() ? Failover.release(pair.get().hn().ifName(), context) : notMine(ifName, hyperv);
    }

    @Override
    public void hold(String ifName, boolean held, PluginContext context) {
        String device;
        try {
            Optional<Pair> pair = Pairs.read(context).of(ifName);
            device = pair.isPresent() ? pair.get().device() : remembered(ifName, context);
        } catch (NetifException e) {
            device = remembered(ifName, context);
        }
        if (held) {
            Holds.hold(context.state(), device, context.clock().instant().toString());
        } else {
            Holds.end(context.state(), device);
        }
    }

    private static String remembered(String ifName, PluginContext context) {
        return PairMemory.deviceWith(context.state(), ifName).orElse(ifName);
    }

    @Override
    public List<Fact> facts(String ifName, PluginContext context) throws NetifException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        Optional<Pair> pair = find(ifName, hyperv, context);
        return pair.isPresent() ? new PairFacts(context, hyperv, pair.get()).list() : List.of();
    }

    private static Optional<Pair> find(String ifName, Hyperv hyperv, PluginContext context) throws NetifException {
        return hyperv.isGuest() ? Pairs.read(context).of(ifName) : Optional.empty();
    }

    private static Proposal notMine(String ifName, Hyperv hyperv) throws NetifException {
        return Proposal.notMine(
                ifName,
                hyperv.isGuest()
                        ? ifName + " is no hn(4), nor a VF or lagg of one"
                        : "this machine is no guest of Hyper-V");
    }
}
