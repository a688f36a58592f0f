package org.nethook.bench.latency;

import java.util.Locale;

/**
 * What was measured, and what is allowed.
 *
 * @param name the name, with its unit
 * @param value the value
 * @param limit what it may be; NaN when anything
 * @param atLeast whether the limit is the least it may be, not the most
 */
record Figure(String name, double value, double limit, boolean atLeast) {
    static Figure atMost(String name, double value, double limit) {
        return new Figure(name, value, limit, false);
    }

    static Figure atLeast(String name, double value, double limit) {
        return new Figure(name, value, limit, true);
    }

    /** A value that is only told. */
    static Figure told(String name, double value) {
        return new Figure(name, value, Double.NaN, false);
    }

    boolean holds() {
        return Double.isNaN(limit) || (atLeast ? value >= limit : value <= limit);
    }

    String json() {
        if (Double.isNaN(limit)) {
            return "\"" + name + "\":{\"value\":" + decimal(value) + "}";
        }
        return "\"" + name + "\":{\"value\":" + decimal(value) + ",\"" + (atLeast ? "at_least" : "at_most") + "\":"
                + decimal(limit) + ",\"holds\":" + holds() + "}";
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
