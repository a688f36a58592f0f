package org.nethook.netif.freebsd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;

/** A libc that answers from a script and keeps what it was asked. Requests without an answer succeed unchanged. */
final class ScriptedLibC implements LibC {

    /** A byte array with a made-up address. */
    static final class Block implements Memory {
        private final ByteMemory bytes;
        private final long address;

        private Block(int size, long address) {
            this.bytes = ByteMemory.allocate(size);
            this.address = address;
        }

        @Override
        public int size() {
            return bytes.size();
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
            return bytes.getByte(offset);
        }

        @Override
        public void putByte(int offset, int value) {
            bytes.putByte(offset, value);
        }
    }

    /** A call that carried bytes to the kernel. */
    record Made(String call, int domain, byte[] bytes) {}

    final List<Made> made = new ArrayList<>();
    final List<Integer> closed = new ArrayList<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, ToIntFunction<Memory>> ioctls = new HashMap<>();
    private final Map<String, byte[]> sysctls = new HashMap<>();
    private final Map<Long, Block> blocks = new HashMap<>();
    private final Map<Integer, Integer> domains = new HashMap<>();
    private int writeResult = 0;
    private int nextDescriptor = 3;
    private long nextAddress = 0x1000;

    /** Sets what an ioctl does to its argument and returns. */
    void onIoctl(IoctlRequest request, ToIntFunction<Memory> answer) {
        ioctls.put(request.number(), answer);
    }

    /** Sets a sysctl's value. */
    void onSysctl(byte[] value, int... name) {
        sysctls.put(Arrays.toString(name), value);
    }

    /** Sets the numbers and the value of a sysctl by name. */
    void onSysctl(String name, byte[] value) {
        int number = 1000 + sysctls.size();
        ByteMemory oid = ByteMemory.allocate(8);
        oid.putInt(0, 6);
        oid.putInt(4, number);
        sysctls.put(name, oid.array());
        onSysctl(value, 6, number);
    }

    /** Sets what writes return; 0 for success. */
    void onWrite(int result) {
        writeResult = result;
    }

    /** The block at this address. */
    Block block(long address) {
        return blocks.get(address);
    }

    /** The calls made so far by name. */
    List<String> calls() {
        return made.stream().map(Made::call).toList();
    }

    /** The bytes of the last call that carried some. */
    byte[] last() {
        return made.get(made.size() - 1).bytes();
    }

    ScriptedLibC naming(IoctlRequest... requests) {
        for (IoctlRequest request : requests) {
            names.put(request.number(), request.name());
        }
        return this;
    }

    @Override
    public Memory allocate(int size) {
        Block block = new Block(size, nextAddress);
        blocks.put(nextAddress, block);
        nextAddress += size + 16;
        return block;
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        domains.put(nextDescriptor, domain);
        return nextDescriptor++;
    }

    @Override
    public int close(int fd) {
        closed.add(fd);
        return domains.remove(fd) == null ? -FreeBsdErrno.EBADF : 0;
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        made.add(new Made("setsockopt " + level + " " + option, domains.get(fd), value.bytes(0, length)));
        return 0;
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        String name = names.getOrDefault(request, "0x" + Long.toHexString(request));
        made.add(new Made(name, domains.get(fd), argument.bytes(0, argument.size())));
        ToIntFunction<Memory> answer = ioctls.get(request);
        return answer == null ? 0 : answer.applyAsInt(argument);
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        throw new AssertionError("nethook does not read from the routing socket");
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        made.add(new Made("write", domains.get(fd), buffer.bytes(0, length)));
        return writeResult < 0 ? writeResult : length;
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        String key = fresh == null
                ? Arrays.toString(name)
                : new String(fresh.bytes(0, freshLength), java.nio.charset.StandardCharsets.ISO_8859_1);
        made.add(new Made("sysctl " + key, 0, new byte[0]));
        byte[] value = sysctls.get(key);
        if (value == null) {
            return -FreeBsdErrno.ENOENT;
        }
        if (old == null) {
            oldLength[0] = value.length;
            return 0;
        }
        int fits = (int) Math.min(value.length, oldLength[0]);
        old.put(0, value, 0, fits);
        if (fits < value.length) {
            // As recorded: oldlen stays what it was.
            return -FreeBsdErrno.ENOMEM;
        }
        oldLength[0] = value.length;
        return 0;
    }

    @Override
    public void close() {}
}
