package org.nethook.hypervvf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.KvpPool;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.Holds;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.pair.Pairs;
import org.nethook.hypervvf.watch.TransparentWatch;

/** What the administrators of the Hyper-V host are shown of a pair, where they are to be shown something. */
final class Publication {
    static final ConfigKey<Boolean> KEY = ConfigKey.bool("publish-kvp", false);

    private static final String NONE = "none";

    private final PluginContext context;
    private final String device;
    private final PairMemory memory;

    Publication(PluginContext context, String device, PairMemory memory) {
        this.context = context;
        this.device = device;
        this.memory = memory;
    }

    /** Shows how it is now; nothing of a hn that an operator released, nor when it is switched off. */
    void update() throws NetifException {
        boolean wanted = context.config().get(KEY)
                && Holds.since(context.state(), device).isEmpty();
        if (!wanted && memory.get(Note.PUBLISHED).isEmpty()) {
            return;
        }
        Map<String, String> records = wanted ? records() : Map.of();
        try {
            context.kvp().publish(prefix(device), records);
        } catch (NetifException e) {
            if (memory.isNew(Note.UNPUBLISHED, e.getMessage())) {
                context.report().note("the Hyper-V host cannot be shown how " + device + " is: " + e.getMessage());
            }
            return;
        }
        memory.remove(Note.UNPUBLISHED);
        if (wanted) {
            memory.put(Note.PUBLISHED, "yes");
        } else {
            memory.remove(Note.PUBLISHED);
        }
    }

    private static String prefix(String device) {
        return "nethook." + device + ".";
    }

    /** What is done about it may have changed it, so it is read again. */
    private Map<String, String> records() throws NetifException {
        Map<String, String> records = new LinkedHashMap<>();
        Optional<Pair> found = Pairs.read(context).ofDevice(device);
        if (found.isEmpty()) {
            return records;
        }
        Pair pair = found.get();
        Hyperv hyperv = new Hyperv(context.sysctl());
        boolean transparent = hyperv.isTransparent();
        put(records, "mode", Optional.of(transparent ? "transparent" : "failover"));
        put(records, "active-path", Optional.of(Traffic.carrier(hyperv, pair, transparent)));
        put(records, "hn", Optional.of(pair.hn().ifName()));
        put(records, "vf", pair.vf().map(vf -> vf.ifName()));
        put(records, "lagg", pair.lagg().map(lagg -> lagg.ifName()));
        put(records, "last-switch", memory.get(Note.MOVED));
        put(records, "alarms", alarms(pair));
        return records;
    }

    private Optional<String> alarms(Pair pair) {
        List<String> alarms = new ArrayList<>();
        TransparentWatch.alarm(memory).ifPresent(alarms::add);
        memory.get(Note.GUARD).ifPresent(alarms::add);
        pair.doubt().ifPresent(alarms::add);
        memory.get(Note.REFUSED).ifPresent(alarms::add);
        return alarms.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", alarms));
    }

    private void put(Map<String, String> records, String name, Optional<String> value) {
        StringBuilder text = new StringBuilder(value.orElse(NONE));
        text.setLength(Math.min(text.length(), KvpPool.LONGEST_VALUE));
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                text.setCharAt(i, '?');
            }
        }
        records.put(prefix(device) + name, text.toString());
    }
}
