package org.nethook.netif.ffi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Native memory, freed some time after it became unreachable; an access outside it is an IndexOutOfBoundsException. */
final class NativeMemory implements Memory {
    private final ByteBuffer bytes;
    private final long address;

    /**
     * Takes over a block.
     *
     * @param bytes a direct buffer
     * @param address where it starts
     */
    NativeMemory(ByteBuffer bytes, long address) {
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.address = address;
    }

    @Override
    public int size() {
        return bytes.capacity();
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public void get(int offset, byte[] into, int start, int length) {
        bytes.get(offset, into, start, length);
    }

    @Override
    public void put(int offset, byte[] from, int start, int length) {
        bytes.put(offset, from, start, length);
    }

    @Override
    public int getByte(int offset) {
        return bytes.get(offset) & 0xff;
    }

    @Override
    public void putByte(int offset, int value) {
        bytes.put(offset, (byte) value);
    }

    @Override
    public int getShort(int offset) {
        return bytes.getShort(offset) & 0xffff;
    }

    @Override
    public void putShort(int offset, int value) {
        bytes.putShort(offset, (short) value);
    }

    @Override
    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    @Override
    public void putInt(int offset, int value) {
        bytes.putInt(offset, value);
    }

    @Override
    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    @Override
    public void putLong(int offset, long value) {
        bytes.putLong(offset, value);
    }
}
