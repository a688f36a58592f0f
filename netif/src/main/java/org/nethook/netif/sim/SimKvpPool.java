package org.nethook.netif.sim;

import java.util.List;
import java.util.Map;
import org.nethook.api.KvpPool;
import org.nethook.netif.freebsd.kvp.KvpEdit;

/** The pool of a simulated guest: the bytes that its daemon would have in a file. */
public final class SimKvpPool implements KvpPool {
    private byte[] pool = new byte[0];
    private int writes;

    @Override
    public synchronized Map<String, String> read(String prefix) {
        return KvpEdit.read(pool, prefix);
    }

    @Override
    public synchronized void publish(String prefix, Map<String, String> records) {
        List<KvpEdit> edits = KvpEdit.publish(pool, prefix, records);
        for (KvpEdit edit : edits) {
            pool = edit.applyTo(pool);
            writes++;
        }
    }

    /** How often the pool was written to. */
    public synchronized int writes() {
        return writes;
    }
}
