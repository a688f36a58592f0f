package org.nethook.host.context;

import java.util.Map;
import org.nethook.api.KvpPool;
import org.nethook.api.netif.NetifException;
import org.nethook.host.plugin.LoadedPlugin;

/** Lets a plugin see and publish the keys that it declares; nothing is published in a dry run. */
final class GuardedKvp implements KvpPool {
    private final LoadedPlugin plugin;
    private final KvpPool pool;
    private final boolean dryRun;

    GuardedKvp(LoadedPlugin plugin, KvpPool pool, boolean dryRun) {
        this.plugin = plugin;
        this.pool = pool;
        this.dryRun = dryRun;
    }

    @Override
    public Map<String, String> read(String prefix) throws NetifException {
        check(prefix);
        return pool.read(prefix);
    }

    @Override
    public void publish(String prefix, Map<String, String> records) throws NetifException {
        check(prefix);
        if (!dryRun) {
            pool.publish(prefix, records);
        }
    }

    private void check(String prefix) {
        if (!plugin.grants().mayPublishAll(prefix)) {
            throw new SecurityException("plugin " + plugin.id() + " does not declare to publish " + prefix
                    + "* (Nethook-Kvp in the manifest of " + plugin.jar().getFileName() + ")");
        }
    }
}
