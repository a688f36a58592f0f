package org.nethook.bench;

import java.util.ArrayList;
import java.util.List;

/** How long something took, again and again. */
public final class Sample {
    private final List<Long> nanos = new ArrayList<>();

    /** One more, in nanoseconds. */
    public void add(long duration) {
        nanos.add(duration);
    }

    /** How many there are. */
    public int size() {
        return nanos.size();
    }

    /** The middle one, or the mean of the middle two. */
    public double medianMillis() {
        if (nanos.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
        return median / 1e6;
    }

    /** The time that so many in a hundred do not exceed. */
    public double percentileMillis(int percent) {
        if (nanos.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1) / 1e6;
    }
}
