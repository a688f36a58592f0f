package org.nethook.bench;

import java.util.Locale;

/**
 * A measurement beside the one it is judged by.
 *
 * @param median in milliseconds
 * @param yardstick in milliseconds, of the same run
 * @param limit the largest ratio of the two that is allowed
 */
record Ratio(double median, double yardstick, double limit) {
    double value() {
        return median / yardstick;
    }

    boolean holds() {
        return value() <= limit;
    }

    String json() {
        return "{\"median_ms\":" + decimal(median) + ",\"ratio\":" + decimal(value()) + ",\"limit\":" + decimal(limit)
                + "}";
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
