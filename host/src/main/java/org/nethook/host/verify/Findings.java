package org.nethook.host.verify;

import java.util.ArrayList;
import java.util.List;

/** What was found out about a jar, in the order it was. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void error(String topic, String text) {
        all.add(new Finding(Finding.Level.ERROR, topic, text));
    }

    void warning(String topic, String text) {
        all.add(new Finding(Finding.Level.WARNING, topic, text));
    }

    void note(String topic, String text) {
        all.add(new Finding(Finding.Level.NOTE, topic, text));
    }

    /** All of it. */
    public List<Finding> all() {
        return List.copyOf(all);
    }

    /** How many of this level there are. */
    public int count(Finding.Level level) {
        int count = 0;
        for (Finding finding : all) {
            count += finding.level() == level ? 1 : 0;
        }
        return count;
    }

    /** Whether nothing is an error. */
    public boolean isGood() {
        return count(Finding.Level.ERROR) == 0;
    }
}
