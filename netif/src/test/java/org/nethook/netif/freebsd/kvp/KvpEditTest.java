package org.nethook.netif.freebsd.kvp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KvpEditTest {
    private static final String OURS = "nethook.hn0.";

    private static byte[] pool(String... pairs) {
        byte[] pool = new byte[pairs.length * KvpRecord.SIZE];
        for (int i = 0; i < pairs.length; i++) {
            String[] pair = pairs[i].split("=", 2);
            System.arraycopy(new KvpRecord(pair[0], pair[1]).bytes(), 0, pool, i * KvpRecord.SIZE, KvpRecord.SIZE);
        }
        return pool;
    }

    private static byte[] after(byte[] pool, List<KvpEdit> edits) {
        byte[] now = pool;
        for (KvpEdit edit : edits) {
            now = edit.applyTo(now);
        }
        return now;
    }

    private static byte[] published(byte[] pool, Map<String, String> records) {
        return after(pool, KvpEdit.publish(pool, OURS, records));
    }

    @Test
    void shouldLayARecordOutAsTheDaemonDoes() {
        byte[] bytes = new KvpRecord("nethook.hn0.mode", "failover").bytes();
        assertEquals(2560, bytes.length);
        assertEquals("nethook.hn0.mode\0", new String(bytes, 0, 17, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals("failover\0", new String(bytes, 512, 9, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(new KvpRecord("nethook.hn0.mode", "failover"), KvpRecord.read(bytes, 0));
    }

    @Test
    void shouldReadFieldsWithoutANul() {
        byte[] full = new byte[KvpRecord.SIZE];
        Arrays.fill(full, (byte) 'x');
        assertEquals(new KvpRecord("x".repeat(512), "x".repeat(2048)), KvpRecord.read(full, 0));
    }

    @Test
    void shouldAddChangeAndRemoveAndKeepOthers() {
        byte[] pool = pool("a=1", "nethook.hn0.mode=old", "b=2", "nethook.hn0.gone=x", "nethook.hn01.mode=y");
        byte[] now = published(pool, Map.of("nethook.hn0.mode", "new", "nethook.hn0.vf", "mce0"));
        assertArrayEquals(
                pool("a=1", "nethook.hn0.mode=new", "b=2", "nethook.hn0.vf=mce0", "nethook.hn01.mode=y"), now);
        assertEquals(Map.of("nethook.hn0.mode", "new", "nethook.hn0.vf", "mce0"), KvpEdit.read(now, OURS));
        assertArrayEquals(pool("a=1", "nethook.hn01.mode=y", "b=2"), published(now, Map.of()));
    }

    @Test
    void shouldWriteNothingWhenNothingIsNew() {
        byte[] pool = pool("a=1", "nethook.hn0.mode=m");
        assertEquals(List.of(), KvpEdit.publish(pool, OURS, Map.of("nethook.hn0.mode", "m")));
        assertEquals(List.of(), KvpEdit.publish(pool("a=1"), OURS, Map.of()));
    }

    @Test
    void shouldMendWhatAKilledWriterLeft() {
        byte[] half = Arrays.copyOf(pool("a=1", "b=2"), KvpRecord.SIZE + 100);
        assertArrayEquals(pool("a=1", "nethook.hn0.m=1"), published(half, Map.of("nethook.hn0.m", "1")));
        byte[] twice = pool("a=1", "b=2", "b=2");
        assertArrayEquals(pool("a=1", "b=2", "nethook.hn0.m=1"), published(twice, Map.of("nethook.hn0.m", "1")));
    }

    @Test
    void shouldRefuseWhatAHostCannotBeShown() {
        for (Map<String, String> bad : List.of(
                Map.of("nethook.hn0." + "k".repeat(243), ""),
                Map.of("nethook.hn0.k", "v".repeat(1023)),
                Map.of("nethook.hn0.k", "line\nline"),
                Map.of("nethook.hn0.k\0", ""),
                Map.of("nethook.hn0.\u00e4", ""),
                Map.of("hostname", "x"))) {
            assertThrows(IllegalArgumentException.class, () -> KvpEdit.publish(new byte[0], OURS, bad));
        }
        published(new byte[0], Map.of("nethook.hn0." + "k".repeat(242), "v".repeat(1022)));
    }

    /** Any mixture of records, stopped after any edit: whole records, and others' are all there. */
    @Test
    void shouldLoseNothingOfOthersWhereverItIsStopped() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String[] pairs = new String[random.nextInt(12)];
            Map<String, String> others = new HashMap<>();
            for (int i = 0; i < pairs.length; i++) {
                boolean ours = random.nextBoolean();
                String key = (ours ? OURS : "other.") + i;
                pairs[i] = key + "=" + random.nextInt(3);
                if (!ours) {
                    others.put(key, pairs[i].substring(key.length() + 1));
                }
            }
            Map<String, String> wanted = new TreeMap<>();
            for (int i = 0; i < 12; i++) {
                if (random.nextInt(3) == 0) {
                    wanted.put(OURS + i, Integer.toString(random.nextInt(3)));
                }
            }
            byte[] now = pool(pairs);
            for (KvpEdit edit : KvpEdit.publish(now, OURS, wanted)) {
                now = edit.applyTo(now);
                assertEquals(0, now.length % KvpRecord.SIZE);
                assertEquals(others, KvpEdit.read(now, "other."));
                // whoever comes next finishes it
                byte[] finished = after(now, KvpEdit.publish(now, OURS, wanted));
                assertEquals(wanted, KvpEdit.read(finished, OURS));
                assertTrue(finished.length == (others.size() + wanted.size()) * KvpRecord.SIZE);
            }
            assertEquals(wanted, KvpEdit.read(now, OURS));
        }
    }
}
