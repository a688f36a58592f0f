package org.nethook.netif.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.linux.abi.NlMsgHdr;

/** A libc whose one socket answers each read with the next thing of a script, and keeps what is written. */
final class ScriptedNetlink implements LibC {
    private static final int FD = 7;

    final List<byte[]> written = new ArrayList<>();
    int opened;
    int closed;
    private final Deque<Object> script = new ArrayDeque<>();

    /** The next read gives this datagram, with the number of the latest request in each message. */
    ScriptedNetlink then(byte[] datagram) {
        script.add(datagram);
        return this;
    }

    /** The next read fails. */
    ScriptedNetlink then(int errno) {
        script.add(errno);
        return this;
    }

    @Override
    public Memory allocate(int size) {
        return new HeapMemory(ByteBuffer.allocate(size));
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        opened++;
        return FD;
    }

    @Override
    public int close(int fd) {
        closed++;
        return 0;
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        Object next = script.remove();
        if (next instanceof Integer) {
            return -(Integer) next;
        }
        byte[] datagram = ((byte[]) next).clone();
        ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        int sequence = ByteBuffer.wrap(written.get(written.size() - 1))
                .order(ByteOrder.nativeOrder())
                .getInt(NlMsgHdr.NLMSG_SEQ);
        for (int at = 0; at < datagram.length; at += NlMsgHdr.align(bytes.getInt(at))) {
            bytes.putInt(at + NlMsgHdr.NLMSG_SEQ, sequence);
        }
        buffer.put(0, datagram, 0, datagram.length);
        return datagram.length;
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        written.add(buffer.bytes(0, length));
        return length;
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        throw new AssertionError("rtnetlink needs no setsockopt");
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        throw new AssertionError("rtnetlink needs no ioctl");
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        throw new AssertionError("rtnetlink needs no sysctl");
    }

    @Override
    public void close() {}

    private record HeapMemory(ByteBuffer bytes) implements Memory {
        @Override
        public int size() {
            return bytes.capacity();
        }

        @Override
        public long address() {
            return 4096;
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
    }
}
