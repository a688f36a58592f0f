package org.nethook.host.plugin.jar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A whole jar in memory. What is checked is what is loaded: nothing that happens to the file later changes it. Safe for use
 * by several threads.
 */
public final class JarImage {
    private final ByteBuffer bytes;
    private final Map<String, JarEntryAt> entries;

    /**
     * Reads its directory.
     *
     * @param bytes the whole file, from 0 to the limit; nobody changes it any more
     * @throws UnusableJarException for anything that no ordinary jar has; {@link JarDirectory} says what
     */
    public JarImage(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.entries = JarDirectory.read(this.bytes);
    }

    /** The whole file. */
    public ByteBuffer bytes() {
        return bytes.duplicate().rewind();
    }

    /** The paths of its entries, directories among them, in the order of its directory. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Whether there is an entry of this path. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /**
     * What stands there; null when there is no entry of this path.
     *
     * @throws IOException when it is damaged
     */
    public byte[] read(String name) throws IOException {
        JarEntryAt entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        byte[] out = new byte[entry.size()];
        ByteBuffer data = bytes.duplicate();
        data.limit(entry.data() + entry.packed()).position(entry.data());
        boolean whole = true;
        if (entry.deflated()) {
            whole = inflate(data, out);
        } else {
            data.get(out);
        }
        CRC32 crc = new CRC32();
        crc.update(out);
        if (!whole || (int) crc.getValue() != entry.crc()) {
            throw new IOException("its entry " + name + " is damaged; copy it anew");
        }
        return out;
    }

    /** Whether the data are exactly this many bytes. */
    private static boolean inflate(ByteBuffer data, byte[] out) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data);
            int done = 0;
            while (done < out.length) {
                int more = inflater.inflate(out, done, out.length - done);
                if (more == 0) {
                    return false;
                }
                done += more;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) != 0) {
                return false;
            }
            return inflater.finished() && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }
}
