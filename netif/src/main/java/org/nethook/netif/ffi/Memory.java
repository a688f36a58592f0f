package org.nethook.netif.ffi;

/**
 * A block of memory that a kernel can read and write: native memory, or a simulated kernel's user space. Numbers are in
 * the byte order of the machine, little endian on every supported one. Not safe for use by several threads at once.
 */
public interface Memory {

    /** Size in bytes. */
    int size();

    /** The address, for a pointer field of another block. Good while this object is reachable. */
    long address();

    /** Copies out. */
    void get(int offset, byte[] into, int start, int length);

    /** Copies in. */
    void put(int offset, byte[] from, int start, int length);

    /** One unsigned byte. */
    int getByte(int offset);

    /** One byte. */
    void putByte(int offset, int value);

    /** Two bytes, unsigned. */
    default int getShort(int offset) {
        return getByte(offset) | getByte(offset + 1) << 8;
    }

    /** Two bytes. */
    default void putShort(int offset, int value) {
        putByte(offset, value);
        putByte(offset + 1, value >> 8);
    }

    /** Four bytes. */
    default int getInt(int offset) {
        return getShort(offset) | getShort(offset + 2) << 16;
    }

    /** Four bytes. */
    default void putInt(int offset, int value) {
        putShort(offset, value);
        putShort(offset + 2, value >> 16);
    }

    /** Eight bytes. */
    default long getLong(int offset) {
        return getInt(offset) & 0xffffffffL | (long) getInt(offset + 4) << 32;
    }

    /** Eight bytes. */
    default void putLong(int offset, long value) {
        putInt(offset, (int) value);
        putInt(offset + 4, (int) (value >> 32));
    }

    /** A copy of {@code length} bytes. */
    default byte[] bytes(int offset, int length) {
        byte[] copy = new byte[length];
        get(offset, copy, 0, length);
        return copy;
    }
}
