package org.nethook.hypervvf;

import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.hypervvf.failover.Failover;
import org.nethook.hypervvf.watch.TransparentWatch;

/** What the plugin's section of nethook.conf may say. */
final class HypervVfKeys {
    static final List<ConfigKey<?>> ALL = List.of(
            VfDelay.KEY, TransparentWatch.POLL, TransparentWatch.GRACE, Failover.LAGG_NAME, Failover.PATH_TIMEOUT);

    private HypervVfKeys() {}
}
