package org.nethook.api;

import java.util.Map;
import org.nethook.api.netif.NetifException;

/**
 * The key-value pairs that a Hyper-V guest shows its host (hv_kvp_daemon(8), pool 1: what the guest publishes). An administrator of
 * the host sees them without a login on the guest. Usable from any thread; a call may wait up to two seconds for the daemon.
 */
public interface KvpPool {
    /** The longest key, in characters: what the kernel passes on to the host (sys/dev/hyperv/utilities/hv_kvp.c). */
    int LONGEST_KEY = 254;
    /** The longest value, in characters. */
    int LONGEST_VALUE = 1022;

    /** The pool of a machine that has none. */
    KvpPool NONE = new KvpPool() {
        @Override
        public Map<String, String> read(String prefix) throws NetifException {
            throw none();
        }

        @Override
        public void publish(String prefix, Map<String, String> records) throws NetifException {
            throw none();
        }

        private NetifException none() {
            return new NetifException("use the KVP pool", "", "this machine has none; a FreeBSD guest of Hyper-V has");
        }
    };

    /**
     * The pairs whose key begins with the prefix, in the pool's order.
     *
     * @throws NetifException when there is no pool, or it cannot be read
     * @throws SecurityException unless the manifest declares {@code Nethook-Kvp} for all that begins with the prefix
     */
    Map<String, String> read(String prefix) throws NetifException;

    /**
     * Makes the pairs whose key begins with the prefix exactly these; others' stay as they are. Changes nothing where they are so
     * already, and in a dry run. Whoever reads meanwhile sees whole pairs, old or new; so does the next who reads when the machine or
     * this process ends in between.
     *
     * @param records each key begins with the prefix; keys and values are printable ASCII, and a key is not empty
     * @throws NetifException when there is no pool, the daemon keeps it locked, or it cannot be written
     * @throws IllegalArgumentException when a key or value is not allowed, or too long; nothing is changed
     * @throws SecurityException unless the manifest declares {@code Nethook-Kvp} for all that begins with the prefix
     */
    void publish(String prefix, Map<String, String> records) throws NetifException;
}
