package org.nethook.hypervvf;

import org.nethook.api.PluginContext;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Pair;

/** Tells, once each, of what has a hn's MAC without being its VF: the kernel may move the hn's traffic into it. */
final class Pretenders {
    private final PluginContext context;
    private final Pair pair;
    private final PairMemory memory;

    Pretenders(PluginContext context, Pair pair, PairMemory memory) {
        this.context = context;
        this.pair = pair;
        this.memory = memory;
    }

    void look() {
        if (pair.doubt().isEmpty()) {
            memory.remove(Note.PRETENDER);
        } else if (memory.isNew(Note.PRETENDER, pair.doubt().get())) {
            context.report()
                    .alarm(pair.doubt().get() + ". nethook leaves both alone. The kernel may move the traffic of "
                            + pair.hn() + " into it, and takes no other VF while it is there: give it another MAC, or"
                            + " destroy it");
        }
    }
}
