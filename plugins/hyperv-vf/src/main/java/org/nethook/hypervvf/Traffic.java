package org.nethook.hypervvf;

import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.watch.Turns;

/** Who of a pair carries the traffic, and whether that has changed. */
final class Traffic {
    private final PluginContext context;
    private final Hyperv hyperv;
    private final Pair pair;
    private final PairMemory memory;
    private final Turns turns;
    private String carrier;

    Traffic(PluginContext context, Hyperv hyperv, Pair pair, PairMemory memory, Turns turns) {
        this.context = context;
        this.hyperv = hyperv;
        this.pair = pair;
        this.memory = memory;
        this.turns = turns;
    }

    /** Who carries it: the name of the VF, or of the hn. */
    static String carrier(Hyperv hyperv, Pair pair, boolean transparent) throws NetifException {
        if (transparent) {
            return pair.vf().isPresent() && hyperv.isTransparentVfUsed(pair.device())
                    ? pair.vf().get().ifName()
                    : pair.hn().ifName();
        }
        Optional<String> carrying = hyperv.carryingVf(pair.device());
        if (carrying.isPresent()) {
            return carrying.get().isEmpty() ? pair.hn().ifName() : carrying.get();
        }
        Optional<Netif> vf = pair.vf();
        return vf.isPresent() && vf.get().isUp() ? vf.get().ifName() : pair.hn().ifName();
    }

    /** Looks, and tells of a change that is not the first look. */
    void follow(boolean transparent, Occasion occasion) throws NetifException {
        carrier = carrier(hyperv, pair, transparent);
        boolean onHn = carrier.equals(pair.hn().ifName());
        String now = onHn ? "hn" : carrier;
        Optional<String> before = memory.get(Note.TRAFFIC);
        if (before.isPresent() && before.get().equals(now)) {
            return;
        }
        memory.put(Note.TRAFFIC, now);
        if (before.isEmpty() && (onHn || occasion == Occasion.ARRIVED)) {
            return;
        }
        memory.put(Note.MOVED, context.clock().instant());
        if (!onHn) {
            if (occasion != Occasion.DUE) {
                turns.moved("the traffic of "
                        + (transparent || pair.lagg().isEmpty()
                                ? pair.hn()
                                : pair.lagg().get()) + " goes through "
                        + carrier + " now");
            }
        } else if (!transparent && pair.lagg().isPresent()) {
            turns.moved("traffic is back on " + pair.hn() + "; " + pair.lagg().get() + " keeps its addresses");
        } else {
            turns.moved("traffic is back on " + pair.hn());
        }
    }

    /** Whether the VF carries the traffic. */
    boolean isOnVf() {
        return pair.vf().isPresent() && carrier.equals(pair.vf().get().ifName());
    }
}
