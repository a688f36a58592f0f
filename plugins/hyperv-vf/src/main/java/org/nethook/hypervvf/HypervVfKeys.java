package org.nethook.hypervvf;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.hypervvf.failover.Failover;
import org.nethook.hypervvf.watch.TransparentWatch;

/** What the plugin's section of nethook.conf may say. */
final class HypervVfKeys {
    static final List<ConfigKey<?>> ALL = all();

    private HypervVfKeys() {}

    private static List<ConfigKey<?>> all() {
        List<ConfigKey<?>> keys = new ArrayList<>(Failover.keys());
        keys.add(VfDelay.KEY);
        keys.add(TransparentWatch.POLL);
        keys.add(TransparentWatch.GRACE);
        keys.add(Publication.KEY);
        return List.copyOf(keys);
    }
}
