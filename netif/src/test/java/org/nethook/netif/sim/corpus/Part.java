package org.nethook.netif.sim.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of an answer: those recorded and those of the simulated kernel.
 *
 * @param name which memory it is, such as {@code out} or {@code aux@32}
 * @param layout the struct it holds, or how to walk it
 */
record Part(String name, Layout layout, byte[] expected, byte[] actual, List<Range> ranges) {

    /** Bytes that need not be equal. */
    record Range(int offset, int length, Mask mask) {}

    static Part of(String name, Layout layout, byte[] expected, byte[] actual) {
        byte[] one = expected == null ? new byte[0] : expected;
        byte[] other = actual == null ? new byte[0] : actual;
        return new Part(name, layout, one, other, new ArrayList<>(layout.masks(one, other)));
    }

    Part masking(int offset, int length, Mask mask) {
        ranges.add(new Range(offset, length, mask));
        return this;
    }

    boolean isEqual() {
        return firstDifference() < 0;
    }

    /** Offset of the first byte that differs and is not masked; -1 when there is none. */
    int firstDifference() {
        for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
            if (expected[i] != actual[i] && mask(i) == null) {
                return i;
            }
        }
        return expected.length == actual.length ? -1 : Math.min(expected.length, actual.length);
    }

    /** Masks that hid a difference, once for each field. */
    List<Mask> used() {
        List<Mask> used = new ArrayList<>();
        for (Range range : ranges) {
            int end = Math.min(range.offset + range.length, Math.min(expected.length, actual.length));
            if (range.offset < end && !Arrays.equals(expected, range.offset, end, actual, range.offset, end)) {
                used.add(range.mask);
            }
        }
        return used;
    }

    private Mask mask(int at) {
        for (Range range : ranges) {
            if (at >= range.offset && at < range.offset + range.length) {
                return range.mask;
            }
        }
        return null;
    }
}
