package org.nethook.netif.sim.corpus;

import java.util.List;
import org.nethook.netif.sim.corpus.Part.Range;

/** What bytes stand for. */
interface Layout {

    /** Bytes that no rule masks. */
    Layout PLAIN = new Layout() {};

    /** Bytes that need not be equal, whichever exchange they belong to. */
    default List<Range> masks(byte[] expected, byte[] actual) {
        return List.of();
    }

    /** The name of what stands at an offset. */
    default String field(byte[] bytes, int offset) {
        return "byte " + offset;
    }
}
