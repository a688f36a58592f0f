package org.nethook.hypervvf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.Fact;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.Holds;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.watch.MacGuard;
import org.nethook.hypervvf.watch.TransparentWatch;

/** What an operator should see of one pair: what stands against it first, then how it is. */
final class PairFacts {
    private final PluginContext context;
    private final Hyperv hyperv;
    private final Pair pair;
    private final PairMemory memory;
    private final List<Fact> facts = new ArrayList<>();

    PairFacts(PluginContext context, Hyperv hyperv, Pair pair) {
        this.context = context;
        this.hyperv = hyperv;
        this.pair = pair;
        this.memory = PairMemory.of(context.state(), pair.device());
    }

    List<Fact> list() throws NetifException {
        boolean transparent = hyperv.isTransparent();
        add("alarm", TransparentWatch.alarm(memory));
        add("alarm", memory.get(Note.GUARD));
        add("alarm", pair.doubt());
        add("refused", memory.get(Note.REFUSED));
        add("released", Holds.since(context.state(), pair.device()));
        add("waits until", memory.get(Note.DUE));
        facts.add(new Fact(
                "mode",
                transparent
                        ? "transparent: the kernel moves the traffic itself"
                        : "not transparent: nethook keeps a failover lagg"));
        facts.add(new Fact("vf", pair.vf().isPresent() ? pair.vf().get().ifName() : "none"));
        String carrier = Traffic.carrier(hyperv, pair, transparent);
        String role = pair.vf().isPresent() && pair.vf().get().ifName().equals(carrier) ? " (VF)" : "";
        facts.add(new Fact("traffic", carrier.equals(pair.hn().ifName()) ? carrier + " (hn)" : carrier + role));
        add("traffic moved", memory.get(Note.MOVED));
        facts.add(new Fact("lagg", pair.lagg().isPresent() ? lagg(pair.lagg().get()) : "none"));
        facts.add(new Fact("addresses", pair.owner().ifName()));
        facts.add(new Fact("mac", new MacGuard(context, pair, memory).owners()));
        if (memory.get(Note.CLIENT_ENDED).isPresent()) {
            facts.add(new Fact(
                    "dhcp on a port",
                    "ended " + memory.number(Note.CLIENTS_ENDED) + " times, last at "
                            + memory.get(Note.CLIENT_ENDED).get() + "; nethook's devd rules prevent it"));
        }
        if (!pair.device().equals(pair.hn().ifName())) {
            facts.add(new Fact("device", pair.device()));
        }
        return facts;
    }

    private void add(String name, Optional<String> value) {
        if (value.isPresent()) {
            facts.add(new Fact(name, value.get()));
        }
    }

    private static String lagg(Netif lagg) {
        StringBuilder text = new StringBuilder(lagg.ifName())
                .append(" (")
                .append(lagg.lagg().get().protocol().name().toLowerCase(java.util.Locale.ROOT))
                .append(" of ");
        String comma = "";
        for (LaggPort port : lagg.lagg().get().ports()) {
            text.append(comma).append(port.ifName());
            comma = ", ";
        }
        return text.append(')').toString();
    }
}
