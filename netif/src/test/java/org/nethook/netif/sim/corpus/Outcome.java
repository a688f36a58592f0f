package org.nethook.netif.sim.corpus;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What became of one exchange. */
final class Outcome {
    private final Exchange exchange;
    private final List<Part> parts = new ArrayList<>();
    private final List<Mask> masks = new ArrayList<>();
    private OutOfScope outOfScope;
    private String difference;

    Outcome(Exchange exchange) {
        this.exchange = exchange;
    }

    Outcome leaveOut(OutOfScope reason) {
        outOfScope = reason;
        return this;
    }

    Outcome differs(String how) {
        if (difference == null) {
            difference = how;
        }
        return this;
    }

    Outcome masked(Mask mask) {
        masks.add(mask);
        return this;
    }

    /** @param expected and {@code actual}: a result, or a negated errno */
    Outcome result(int expected, int actual) {
        if (expected != actual) {
            differs("returns " + name(actual) + ", recorded " + name(expected));
        }
        return this;
    }

    Outcome part(Part part) {
        parts.add(part);
        masks.addAll(part.used());
        int at = part.firstDifference();
        if (at >= 0) {
            differs(part.name() + " differs at " + at + ", "
                    + part.layout().field(part.expected(), at) + ": " + excerpt(part.actual(), at) + ", recorded "
                    + excerpt(part.expected(), at));
        }
        return this;
    }

    Exchange exchange() {
        return exchange;
    }

    OutOfScope outOfScope() {
        return outOfScope;
    }

    boolean isIdentical() {
        return outOfScope == null && difference == null;
    }

    List<Mask> masks() {
        return masks;
    }

    String difference() {
        return difference;
    }

    List<Part> parts() {
        return parts;
    }

    private static String excerpt(byte[] bytes, int at) {
        if (at >= bytes.length) {
            return "ends after " + bytes.length;
        }
        return HexFormat.of().formatHex(bytes, at, Math.min(bytes.length, at + 8));
    }

    private static String name(int result) {
        return result < 0 ? String.valueOf(org.nethook.netif.freebsd.abi.FreeBsdErrno.of(-result)) : "" + result;
    }
}
