package org.nethook.netif.freebsd.kvp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One write to a pool. Edits are made in their order; after each of them the pool is whole records, and each record of others is in
 * it, so that a crash in between costs nobody anything.
 */
public sealed interface KvpEdit {

    /**
     * Writes a whole record over another, or behind the last.
     *
     * @param offset in bytes
     * @param bytes the record
     */
    record Put(long offset, byte[] bytes) implements KvpEdit {}

    /**
     * Cuts the end off.
     *
     * @param size what is left, in bytes
     */
    record Cut(long size) implements KvpEdit {}

    /** The pairs of a pool whose key begins with the prefix, in its order; of two with one key the first counts, as for the daemon. */
    static Map<String, String> read(byte[] pool, String prefix) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < pool.length / KvpRecord.SIZE; i++) {
            KvpRecord record = KvpRecord.read(pool, i);
            if (record.key().startsWith(prefix)) {
                pairs.putIfAbsent(record.key(), record.value());
            }
        }
        return pairs;
    }

    /**
     * What makes the records whose key begins with the prefix exactly these; nothing when they are.
     *
     * @throws IllegalArgumentException when a record is not allowed, or its key does not begin with the prefix
     */
    static List<KvpEdit> publish(byte[] pool, String prefix, Map<String, String> records) {
        Map<String, String> wanted = new LinkedHashMap<>(records);
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            new KvpRecord(each.getKey(), each.getValue()).checked();
            if (!each.getKey().startsWith(prefix)) {
                throw new IllegalArgumentException("the KVP key " + each.getKey() + " does not begin with " + prefix);
            }
        }
        return new Publication(pool, prefix, wanted).edits();
    }

    /** One computation of edits. */
    final class Publication {
        private final byte[] pool;
        private final String prefix;
        private final Map<String, String> wanted;
        private final List<KvpEdit> edits = new ArrayList<>();
        /** What is at each index after the edits so far; null where a record may be overwritten. */
        private final List<byte[]> slots = new ArrayList<>();

        private Publication(byte[] pool, String prefix, Map<String, String> wanted) {
            this.pool = pool;
            this.prefix = prefix;
            this.wanted = wanted;
        }

        private List<KvpEdit> edits() {
            if (pool.length % KvpRecord.SIZE != 0) {
                // half a record, of a writer that was killed; the daemon does not read it either
                edits.add(new Cut(pool.length - pool.length % KvpRecord.SIZE));
            }
            keep();
            for (Map.Entry<String, String> each : wanted.entrySet()) {
                byte[] record = new KvpRecord(each.getKey(), each.getValue()).bytes();
                int free = slots.indexOf(null);
                if (free < 0) {
                    free = slots.size();
                    slots.add(null);
                }
                put(free, record);
            }
            close();
            return edits;
        }

        /** Takes over what stays, writes new values over old ones, and leaves the rest free. */
        private void keep() {
            Set<ByteBuffer> seen = new HashSet<>();
            Map<String, Integer> own = new HashMap<>();
            for (int i = 0; i < pool.length / KvpRecord.SIZE; i++) {
                byte[] bytes = KvpRecord.bytes(pool, i);
                KvpRecord record = KvpRecord.read(pool, i);
                if (!record.key().startsWith(prefix)) {
                    // the same record twice is what closing a gap leaves behind when it is interrupted
                    slots.add(seen.add(ByteBuffer.wrap(bytes)) ? bytes : null);
                    continue;
                }
                String value = wanted.get(record.key());
                slots.add(value == null || own.containsKey(record.key()) ? null : bytes);
                if (value != null && own.putIfAbsent(record.key(), i) == null && !value.equals(record.value())) {
                    put(i, new KvpRecord(record.key(), value).bytes());
                }
            }
            wanted.keySet().removeAll(own.keySet());
        }

        private void put(int index, byte[] record) {
            edits.add(new Put((long) index * KvpRecord.SIZE, record));
            slots.set(index, record);
        }

        /** Closes gaps with records from the end. */
        private void close() {
            while (slots.contains(null)) {
                byte[] last = slots.get(slots.size() - 1);
                if (last != null) {
                    put(slots.indexOf(null), last);
                }
                slots.remove(slots.size() - 1);
                edits.add(new Cut((long) slots.size() * KvpRecord.SIZE));
            }
        }
    }

    /** A pool after one edit. */
    default byte[] applyTo(byte[] pool) {
        if (this instanceof Put put) {
            int end = (int) put.offset() + put.bytes().length;
            byte[] changed = Arrays.copyOf(pool, Math.max(pool.length, end));
            System.arraycopy(put.bytes(), 0, changed, (int) put.offset(), put.bytes().length);
            return changed;
        }
        return Arrays.copyOf(pool, (int) ((Cut) this).size());
    }
}
