package org.nethook.netif.freebsd.abi;

import org.nethook.netif.ffi.Memory;

/** A byte array seen as memory, for messages that are built or read outside a kernel call. It has no address. */
public final class ByteMemory implements Memory {
    private final byte[] bytes;

    private ByteMemory(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A zeroed block. */
    public static ByteMemory allocate(int size) {
        return new ByteMemory(new byte[size]);
    }

    /** @param bytes read and written in place */
    public static ByteMemory of(byte[] bytes) {
        return new ByteMemory(bytes);
    }

    /** The bytes themselves. */
    public byte[] array() {
        return bytes;
    }

    @Override
    public int size() {
        return bytes.length;
    }

    /**
     * Always fails: a kernel cannot reach this block.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public long address() {
        throw new UnsupportedOperationException("a byte array has no address");
    }

    @Override
    public void get(int offset, byte[] into, int start, int length) {
        System.arraycopy(bytes, offset, into, start, length);
    }

    @Override
    public void put(int offset, byte[] from, int start, int length) {
        System.arraycopy(from, start, bytes, offset, length);
    }

    @Override
    public int getByte(int offset) {
        return bytes[offset] & 0xff;
    }

    @Override
    public void putByte(int offset, int value) {
        bytes[offset] = (byte) value;
    }
}
