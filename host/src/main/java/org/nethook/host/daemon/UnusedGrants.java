package org.nethook.host.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.plugin.LoadedPlugin;

/** What plugins declare that they may touch, and never did. */
final class UnusedGrants {
    /** A host that ran for less has seen too little to say so. */
    private static final Duration LEAST = Duration.ofDays(1);

    private UnusedGrants() {}

    /**
     * One line for each plugin that did not use all it declares.
     *
     * @param ran how long these plugins ran
     */
    static List<String> lines(List<LoadedPlugin> plugins, Duration ran) {
        List<String> lines = new ArrayList<>();
        if (ran.compareTo(LEAST) >= 0) {
            for (LoadedPlugin plugin : plugins) {
                List<String> unused = plugin.grants().unused();
                if (!unused.isEmpty()) {
                    lines.add("plugin " + plugin.id() + " declares and did not use in " + ran.toDays() + " d: "
                            + String.join("; ", unused));
                }
            }
        }
        return lines;
    }
}
