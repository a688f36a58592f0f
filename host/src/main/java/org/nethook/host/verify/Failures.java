package org.nethook.host.verify;

import java.util.LinkedHashMap;
import java.util.Map;

/** What failed in the scenarios, each cause told once: the same one fails at every event of every scenario. */
final class Failures {
    private static final int SHOWN = 10;
    private static final String FAILED = " failed: ";

    private final Map<String, String> first = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Takes note of a failure: {@code WHAT failed: CAUSE}. */
    synchronized void add(String scenario, String message) {
        int at = message.indexOf(FAILED);
        String cause = at < 0 ? message : message.substring(at + FAILED.length());
        first.putIfAbsent(cause, scenario + ": " + message);
        counts.merge(cause, 1, Integer::sum);
    }

    /** How much failed. */
    synchronized int count() {
        int sum = 0;
        for (int each : counts.values()) {
            sum += each;
        }
        return sum;
    }

    /** Tells each cause, where it was seen first and how often. */
    synchronized void end(Findings findings) {
        int shown = 0;
        for (Map.Entry<String, String> each : first.entrySet()) {
            if (shown++ == SHOWN) {
                findings.error("run", "and " + (first.size() - SHOWN) + " other failures");
                return;
            }
            int count = counts.get(each.getKey());
            findings.error("run", each.getValue() + (count == 1 ? "" : "; " + count + " times in all"));
        }
    }
}
