package org.nethook.netif.freebsd.kvp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.nethook.api.KvpPool;

/**
 * {@code struct kvp_record}: a key and a value, each in a field of fixed size (contrib/hyperv/tools/hv_kvp_daemon.c; sizes in
 * sys/dev/hyperv/utilities/hv_kvp.h).
 *
 * @param key the text before the first NUL, as ISO 8859-1
 * @param value likewise
 */
record KvpRecord(String key, String value) {
    private static final int HV_KVP_EXCHANGE_MAX_KEY_SIZE = 512;
    private static final int HV_KVP_EXCHANGE_MAX_VALUE_SIZE = 2048;
    /** {@code sizeof(struct kvp_record)}. */
    static final int SIZE = HV_KVP_EXCHANGE_MAX_KEY_SIZE + HV_KVP_EXCHANGE_MAX_VALUE_SIZE;

    /** The one at this index of a pool. */
    static KvpRecord read(byte[] pool, int index) {
        int at = index * SIZE;
        return new KvpRecord(
                text(pool, at, HV_KVP_EXCHANGE_MAX_KEY_SIZE),
                text(pool, at + HV_KVP_EXCHANGE_MAX_KEY_SIZE, HV_KVP_EXCHANGE_MAX_VALUE_SIZE));
    }

    private static String text(byte[] pool, int at, int size) {
        int end = at;
        while (end < at + size && pool[end] != 0) {
            end++;
        }
        return new String(pool, at, end - at, StandardCharsets.ISO_8859_1);
    }

    /** Its bytes; what the texts do not fill is zero. */
    byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        put(key, bytes, 0);
        put(value, bytes, HV_KVP_EXCHANGE_MAX_KEY_SIZE);
        return bytes;
    }

    private static void put(String text, byte[] into, int at) {
        byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(encoded, 0, into, at, encoded.length);
    }

    /** The bytes of the one at this index. */
    static byte[] bytes(byte[] pool, int index) {
        return Arrays.copyOfRange(pool, index * SIZE, (index + 1) * SIZE);
    }

    /** @throws IllegalArgumentException when this could not be shown to a host */
    KvpRecord checked() {
        check("key", key, KvpPool.LONGEST_KEY);
        check("value of " + key, value, KvpPool.LONGEST_VALUE);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a KVP key is empty");
        }
        return this;
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    "the KVP " + what + " has " + text.length() + " characters; at most " + longest + " are allowed");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                throw new IllegalArgumentException("the KVP " + what + " has a character that is not printable ASCII");
            }
        }
    }
}
