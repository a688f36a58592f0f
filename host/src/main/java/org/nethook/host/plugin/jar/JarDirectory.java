package org.nethook.host.plugin.jar;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The entries of a jar, from its zip directory. Every byte of the file must belong to exactly one entry, or to the one
 * directory: so there is nothing in it that another reader would find and this one would not, and no entry's data are
 * another's too.
 *
 * <p>Source of the layout: PKWARE APPNOTE.TXT, chapter 4.3. Not read are what no plugin needs: encryption, archives in
 * several parts, zip64, comments.
 */
final class JarDirectory {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 65535;
    private static final int LISTED = 0x02014b50;
    private static final int LISTED_SIZE = 46;
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_SIZE = 30;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int UNIX = 3;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;

    private final ByteBuffer file;
    private final Map<String, JarEntryAt> entries = new LinkedHashMap<>();
    private final Map<String, String> ofMetaInf = new LinkedHashMap<>();
    private final byte[] headerBytes = new byte[HEADER_SIZE + EntryNames.LONGEST];
    /** The directory itself: plain bytes, because what is read here is read before any of it is compiled. */
    private byte[] listing;

    private long total;

    private JarDirectory(ByteBuffer file) {
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @param file the whole file, in little-endian order
     * @throws UnusableJarException for anything out of the ordinary
     */
    static Map<String, JarEntryAt> read(ByteBuffer file) {
        JarDirectory directory = new JarDirectory(file);
        try {
            directory.read();
        } catch (IndexOutOfBoundsException e) {
            throw new UnusableJarException(e, "it is not a readable jar: its zip directory is damaged; copy it anew");
        }
        return directory.entries;
    }

    private void read() {
        int end = file.limit() - END_SIZE;
        if (end < 0 || file.getInt(end) != END || file.getChar(end + 20) != 0) {
            throw new UnusableJarException(
                    hasEndEarlier(end)
                            ? "something follows its zip directory, which another reader may take for another jar;"
                                    + " build it without a zip comment"
                            : "it is not a readable jar: no zip directory at its end; copy it anew");
        }
        int count = file.getChar(end + 10);
        int at = file.getInt(end + 16);
        if (file.getInt(end + 4) != 0 || file.getChar(end + 8) != count || count == 0xFFFF || at == -1) {
            throw new UnusableJarException("it is an archive in several parts, or zip64, which no plugin needs");
        }
        if (at < 0 || at > end || at + file.getInt(end + 12) != end) {
            throw new UnusableJarException(
                    "its zip directory is not where it says, as when a second jar was put before or behind; build it anew");
        }
        if (count > JarLimits.ENTRIES) {
            throw new UnusableJarException("it has " + count + " entries; " + JarLimits.ENTRIES + " are allowed");
        }
        if (end - at > JarLimits.DIRECTORY) {
            throw new UnusableJarException(
                    "its zip directory has " + (end - at) + " bytes; " + JarLimits.DIRECTORY + " are allowed");
        }
        listing = new byte[end - at];
        file.get(at, listing);
        List<JarEntryAt> inOrder = new ArrayList<>(count);
        int next = 0;
        for (int i = 0; i < count; i++) {
            next = readListed(next, inOrder);
        }
        if (next != listing.length) {
            throw new UnusableJarException("its zip directory has more than it says; build it anew");
        }
        checkEveryByte(inOrder, at);
    }

    private boolean hasEndEarlier(int end) {
        for (int at = end; at >= 0 && at >= end - LONGEST_COMMENT; at--) {
            if (file.getInt(at) == END) {
                return true;
            }
        }
        return false;
    }

    private int readListed(int at, List<JarEntryAt> inOrder) {
        if (intAt(listing, at) != LISTED) {
            throw new IndexOutOfBoundsException(at);
        }
        int flags = charAt(listing, at + 8);
        int method = charAt(listing, at + 10);
        int nameLength = charAt(listing, at + 28);
        int nameAt = at + LISTED_SIZE;
        if (nameAt + nameLength > listing.length) {
            throw new IndexOutOfBoundsException(at);
        }
        String name = EntryNames.decode(listing, nameAt, nameLength);
        if ((flags & ENCRYPTED) != 0 || method != 0 && method != 8) {
            throw new UnusableJarException(
                    "its entry " + name + " is encrypted, or compressed otherwise than jars are; build it anew");
        }
        int type = listing[at + 5] == UNIX ? intAt(listing, at + 38) >>> 16 & TYPE : 0;
        if (type != 0 && type != REGULAR && type != DIRECTORY) {
            throw new UnusableJarException("its entry " + name + " is a symbolic link or a device; build it without");
        }
        int packed = intAt(listing, at + 20);
        int size = intAt(listing, at + 24);
        checkSize(name, packed, size);
        int header = intAt(listing, at + 42);
        if (header < 0) {
            throw elsewhere(name);
        }
        int own = HEADER_SIZE + nameLength;
        file.get(header, headerBytes, 0, own);
        if (intAt(headerBytes, 0) != HEADER) {
            throw elsewhere(name);
        }
        int data = header + own + charAt(headerBytes, 28);
        boolean sizesFollow = (flags & SIZES_FOLLOW) != 0;
        JarEntryAt entry =
                new JarEntryAt(name, header, data, packed, size, method == 8, sizesFollow, intAt(listing, at + 16));
        checkHeader(entry, at, nameLength);
        checkUnique(entry);
        inOrder.add(entry);
        return nameAt + nameLength + charAt(listing, at + 30) + charAt(listing, at + 32);
    }

    private static UnusableJarException elsewhere(String name) {
        return new UnusableJarException("its entry " + name + " is not where its zip directory says; build it anew");
    }

    private static int charAt(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int intAt(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    private void checkSize(String name, int packed, int size) {
        if (packed < 0 || size < 0 || size > JarLimits.ENTRY) {
            throw new UnusableJarException("its entry " + name + " has " + Integer.toUnsignedLong(size)
                    + " bytes unpacked; " + JarLimits.ENTRY + " are allowed");
        }
        total += size;
        if (total > JarLimits.UNPACKED || total > JarLimits.FREE && total > (long) JarLimits.RATIO * file.limit()) {
            throw new UnusableJarException("it unpacks to more than " + JarLimits.UNPACKED + " bytes, or to "
                    + JarLimits.RATIO + " times its size, as archives do that are to fill the memory");
        }
    }

    /** The entry's own header says what the directory says, where it says anything. */
    private void checkHeader(JarEntryAt entry, int listed, int nameLength) {
        // flags and method; the name; checksum and sizes
        boolean same = charAt(headerBytes, 26) == nameLength
                && Arrays.equals(headerBytes, 6, 10, listing, listed + 8, listed + 12)
                && Arrays.equals(
                        headerBytes,
                        HEADER_SIZE,
                        HEADER_SIZE + nameLength,
                        listing,
                        listed + LISTED_SIZE,
                        listed + LISTED_SIZE + nameLength)
                && (entry.sizesFollow() || Arrays.equals(headerBytes, 14, 26, listing, listed + 16, listed + 28));
        if (!same) {
            throw new UnusableJarException("its entry " + entry.name()
                    + " is another one in its zip directory than where it stands; two readers would see two jars");
        }
        if (entry.isDirectory() && entry.size() != 0 || !entry.deflated() && entry.size() != entry.packed()) {
            throw new UnusableJarException("its entry " + entry.name() + " has an impossible size; build it anew");
        }
    }

    private void checkUnique(JarEntryAt entry) {
        String name = entry.name();
        String before = entries.putIfAbsent(name, entry) == null ? null : name;
        if (before == null && name.regionMatches(true, 0, "META-INF/", 0, 9)) {
            before = ofMetaInf.putIfAbsent(name.toLowerCase(Locale.ROOT), name); // which is found in any case
        }
        if (before != null) {
            throw new UnusableJarException(
                    "its entry " + name + " is there twice; two readers would see two jars; build it anew");
        }
    }

    private void checkEveryByte(List<JarEntryAt> inOrder, int directory) {
        if (!isInOrder(inOrder)) {
            inOrder.sort(new ByPlace());
        }
        int at = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            JarEntryAt entry = inOrder.get(i);
            if (entry.header() != at) {
                throw hidden();
            }
            int next = i + 1 < inOrder.size() ? inOrder.get(i + 1).header() : directory;
            at = entry.data() + entry.packed();
            if (at < entry.data() || at > next) {
                throw hidden();
            }
            if (entry.sizesFollow() && next - at >= 12) {
                at = afterDescriptor(entry, at);
            }
        }
        if (at != directory) {
            throw hidden();
        }
    }

    /** As every tool writes it. */
    private static boolean isInOrder(List<JarEntryAt> entries) {
        int last = -1;
        for (int i = 0; i < entries.size(); i++) {
            int header = entries.get(i).header();
            if (header <= last) {
                return false;
            }
            last = header;
        }
        return true;
    }

    private int afterDescriptor(JarEntryAt entry, int at) {
        int crc = file.getInt(at) == DESCRIPTOR && file.getInt(at + 4) == entry.crc() ? at + 4 : at;
        if (file.getInt(crc) != entry.crc()
                || file.getInt(crc + 4) != entry.packed()
                || file.getInt(crc + 8) != entry.size()) {
            throw hidden();
        }
        return crc + 12;
    }

    private static UnusableJarException hidden() {
        return new UnusableJarException(
                "it has bytes that belong to no entry, or to two, as jars have that show each reader another one; build it anew");
    }

    private static final class ByPlace implements Comparator<JarEntryAt> {
        @Override
        public int compare(JarEntryAt a, JarEntryAt b) {
            return Integer.compare(a.header(), b.header());
        }
    }
}
