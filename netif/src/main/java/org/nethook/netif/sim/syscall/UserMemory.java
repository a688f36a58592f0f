package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EFAULT;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.sim.kernel.state.KernelError;

/** The address space of a process: blocks at made-up addresses, with gaps between them that belong to nobody. */
final class UserMemory {
    private static final long FIRST_ADDRESS = 0x0000_0008_0000_0000L;
    private static final int GAP = 64;
    private static final int SWEEP_EVERY = 1024;

    private final TreeMap<Long, WeakReference<Block>> blocks = new TreeMap<>();
    private long next = FIRST_ADDRESS;
    private int allocations;

    Memory allocate(int size) {
        if (++allocations % SWEEP_EVERY == 0) {
            blocks.values().removeIf(reference -> reference.get() == null);
        }
        Block block = new Block(next, size);
        blocks.put(next, new WeakReference<>(block));
        next += (size + GAP + 15L) & -16L;
        return block;
    }

    /** copyin(9): EFAULT unless all of it is there. */
    byte[] copyIn(long address, int length) {
        Block block = block(address, length);
        return block.bytes((int) (address - block.address), length);
    }

    /** copyout(9): EFAULT unless there is room for all of it. */
    void copyOut(byte[] bytes, long address) {
        if (bytes.length > 0) {
            Block block = block(address, bytes.length);
            block.put((int) (address - block.address), bytes, 0, bytes.length);
        }
    }

    /** copyinstr(9) of at most {@code most} bytes, the NUL included. */
    String copyInString(long address, int most, int errnoWhenLonger) {
        Block block = block(address, 1);
        int start = (int) (address - block.address);
        for (int i = 0; i < most; i++) {
            if (start + i >= block.size()) {
                throw new KernelError(EFAULT);
            }
            if (block.getByte(start + i) == 0) {
                return new String(block.bytes(start, i), StandardCharsets.ISO_8859_1);
            }
        }
        throw new KernelError(errnoWhenLonger);
    }

    private Block block(long address, int length) {
        Map.Entry<Long, WeakReference<Block>> entry = blocks.floorEntry(address);
        Block block = entry == null ? null : entry.getValue().get();
        if (block == null || length < 0 || address - block.address > block.size() - length) {
            throw new KernelError(EFAULT);
        }
        return block;
    }

    private static final class Block implements Memory {
        private final long address;
        private final byte[] bytes;

        private Block(long address, int size) {
            this.address = address;
            this.bytes = new byte[size];
        }

        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public long address() {
            return address;
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
}
