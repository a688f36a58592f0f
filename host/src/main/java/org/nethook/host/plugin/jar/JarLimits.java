package org.nethook.host.plugin.jar;

/** How much a plugin's jar may be. Ten times what a plugin with its libraries needs, and no danger to a small machine. */
public final class JarLimits {
    /** Bytes of the file. */
    public static final int FILE = 16 << 20;

    /** Entries. */
    static final int ENTRIES = 10_000;

    /** Bytes of the directory that lists them. */
    static final int DIRECTORY = 2 << 20;

    /** Bytes of one entry, unpacked. */
    static final int ENTRY = 16 << 20;

    /** Bytes of all entries, unpacked. */
    static final int UNPACKED = 64 << 20;

    /** How many times its size it may unpack to... */
    static final int RATIO = 100;

    /** ...once it unpacks to this many bytes. */
    static final int FREE = 1 << 20;

    private JarLimits() {}
}
