package org.nethook.host.context;

import java.util.Map;
import org.nethook.api.KvpPool;
import org.nethook.api.netif.NetifException;

/** Lets a plugin see and publish the keys that it declares; nothing is published in a dry run. */
final class GuardedKvp implements KvpPool {
    private final Doorman doorman;
    private final KvpPool pool;
    private final boolean dryRun;

    GuardedKvp(Doorman doorman, KvpPool pool, boolean dryRun) {
        this.doorman = doorman;
        this.pool = pool;
        this.dryRun = dryRun;
    }

    @Override
    public Map<String, String> read(String prefix) throws NetifException {
        doorman.kvp(prefix);
        return pool.read(prefix);
    }

    @Override
    public void publish(String prefix, Map<String, String> records) throws NetifException {
        doorman.kvp(prefix);
        if (!dryRun) {
            pool.publish(prefix, records);
        }
    }
}
