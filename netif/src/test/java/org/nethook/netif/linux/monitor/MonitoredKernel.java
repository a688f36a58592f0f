package org.nethook.netif.linux.monitor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.linux.abi.LinuxErrno;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.abi.SockaddrNl;
import org.nethook.netif.linux.abi.SocketOptions;

/**
 * A libc for the monitor: dumps are what the test says is there, and a listening socket gets what the test announces, waits
 * for it as a kernel would, and is woken as by one.
 */
final class MonitoredKernel implements LibC {
    /** One thing to receive. */
    private record Announced(byte[] bytes, int sender, int errno) {}

    private final Deque<Announced> announced = new ArrayDeque<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> listening = new HashSet<>();
    private byte[] links = new byte[0];
    private byte[] addresses = new byte[0];
    private int nextDescriptor = 3;
    private int refuseSockets;
    private int subscribed;
    private int hearing;
    private final Map<Integer, Deque<Announced>> acknowledgements = new HashMap<>();
    private final Map<Integer, Integer> waiting = new HashMap<>();
    private boolean forced;

    /** What a dump tells from now on. */
    synchronized MonitoredKernel has(byte[] linkMessages, byte[] addressMessages) {
        links = linkMessages;
        addresses = addressMessages;
        return this;
    }

    synchronized void announce(byte[]... messages) {
        announced.add(new Announced(concat(messages), 0, 0));
        notifyAll();
    }

    synchronized void announceFrom(int sender, byte[] message) {
        announced.add(new Announced(message, sender, 0));
        notifyAll();
    }

    /** The next receive fails, and what was announced before and not read is lost. */
    synchronized void overrun() {
        announced.clear();
        announced.add(new Announced(null, 0, LinuxErrno.ENOBUFS));
        notifyAll();
    }

    /** So many sockets are refused with EMFILE. */
    synchronized void refuseSockets(int number) {
        refuseSockets = number;
    }

    /** Waits until so many threads wait at the socket that was bound last, and for nothing else. */
    synchronized void awaitWaiting(int threads) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (waiting.getOrDefault(hearing, 0) != threads || !announced.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waiting by socket: " + waiting + ", at the last one " + hearing + ": "
                        + announced + ", others: " + acknowledgements);
            }
            wait(left);
        }
    }

    synchronized int openSockets() {
        return open.size();
    }

    synchronized int subscribed() {
        return subscribed;
    }

    synchronized boolean wasForced() {
        return forced;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** An RTM_…LINK message. */
    static byte[] link(int type, int family, int index, String name, int flags, int macLength) {
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(200).order(ByteOrder.nativeOrder());
        payload.put((byte) family).position(IfInfoMsg.SIZEOF);
        payload.putInt(IfInfoMsg.IFI_INDEX, index).putInt(IfInfoMsg.IFI_FLAGS, flags);
        attribute(payload, IfInfoMsg.IFLA_IFNAME, text);
        if (macLength > 0) {
            attribute(payload, IfInfoMsg.IFLA_ADDRESS, new byte[macLength]);
        }
        return message(type, payload);
    }

    /** An Ethernet interface as it is now. */
    static byte[] link(int index, String name, int flags) {
        return link(IfInfoMsg.RTM_NEWLINK, NlMsgHdr.AF_UNSPEC, index, name, flags, 6);
    }

    /** An interface that is gone. */
    static byte[] gone(int index, String name) {
        return link(IfInfoMsg.RTM_DELLINK, NlMsgHdr.AF_UNSPEC, index, name, 0, 6);
    }

    /** An RTM_…ADDR message. */
    static byte[] address(int type, int index, String address) {
        byte[] octets = IpAddress.parse(address).octets();
        ByteBuffer payload = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        payload.put((byte) (octets.length == 4 ? NlMsgHdr.AF_INET : NlMsgHdr.AF_INET6));
        payload.put((byte) (octets.length * 8)).position(IfAddrMsg.SIZEOF);
        payload.putInt(IfAddrMsg.IFA_INDEX, index);
        attribute(payload, IfAddrMsg.IFA_ADDRESS, octets);
        return message(type, payload);
    }

    private static void attribute(ByteBuffer payload, int type, byte[] value) {
        int start = payload.position();
        payload.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        payload.position(start + NlMsgHdr.align(4 + value.length));
    }

    private static byte[] message(int type, ByteBuffer payload) {
        int length = NlMsgHdr.SIZEOF + payload.position();
        ByteBuffer message = ByteBuffer.allocate(NlMsgHdr.align(length)).order(ByteOrder.nativeOrder());
        message.putInt(NlMsgHdr.NLMSG_LEN, length).putShort(NlMsgHdr.NLMSG_TYPE, (short) type);
        message.put(NlMsgHdr.SIZEOF, payload.array(), 0, payload.position());
        return message.array();
    }

    @Override
    public Memory allocate(int size) {
        return new Block(new byte[size]);
    }

    @Override
    public synchronized int socket(int domain, int type, int protocol) {
        if (refuseSockets > 0) {
            refuseSockets--;
            return -24;
        }
        open.add(nextDescriptor);
        return nextDescriptor++;
    }

    @Override
    public synchronized int close(int fd) {
        listening.remove(fd);
        return open.remove(fd) ? 0 : -9;
    }

    @Override
    public synchronized int setsockopt(int fd, int level, int option, Memory value, int length) {
        forced |= option == SocketOptions.SO_RCVBUFFORCE;
        return option == SocketOptions.SO_RCVBUFFORCE ? -1 : 0;
    }

    @Override
    public synchronized int bind(int fd, Memory address, int length) {
        listening.add(fd);
        hearing = fd;
        subscribed = address.getInt(SockaddrNl.NL_GROUPS);
        // what a new socket hears begins now
        announced.removeIf(each -> each.errno != 0);
        return 0;
    }

    @Override
    public synchronized int write(int fd, Memory buffer, int length) {
        ByteBuffer request = ByteBuffer.wrap(buffer.bytes(0, length)).order(ByteOrder.nativeOrder());
        int type = request.getShort(NlMsgHdr.NLMSG_TYPE);
        int sequence = request.getInt(NlMsgHdr.NLMSG_SEQ);
        byte[] done = message(NlMsgHdr.NLMSG_DONE, ByteBuffer.allocate(4).position(4));
        if (listening.contains(fd)) {
            acknowledged(fd)
                    .add(new Announced(
                            message(
                                    NlMsgHdr.NLMSG_ERROR,
                                    ByteBuffer.allocate(20).position(20)),
                            0,
                            0));
            notifyAll();
            return length;
        }
        byte[] answer = concat(type == IfInfoMsg.RTM_GETLINK ? links : addresses, done);
        ByteBuffer bytes = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
        for (int at = 0; at < answer.length; at += NlMsgHdr.align(bytes.getInt(at))) {
            bytes.putInt(at + NlMsgHdr.NLMSG_SEQ, sequence);
        }
        answers.add(answer);
        return length;
    }

    @Override
    public synchronized int read(int fd, Memory buffer, int length) {
        byte[] answer = answers.remove();
        buffer.put(0, answer, 0, answer.length);
        return answer.length;
    }

    /** What the socket can receive: the announcements go to the one that was bound last. */
    private Deque<Announced> queue(int fd) {
        Deque<Announced> own = acknowledged(fd);
        return own.isEmpty() && fd == hearing ? announced : own;
    }

    private Deque<Announced> acknowledged(int fd) {
        return acknowledgements.computeIfAbsent(fd, socket -> new ArrayDeque<>());
    }

    @Override
    public synchronized int recvfrom(int fd, Memory buffer, int length, int flags, Memory sender, Memory senderLength) {
        Deque<Announced> queue = queue(fd);
        if (queue.isEmpty() && (flags & SocketOptions.MSG_DONTWAIT) != 0) {
            return -LinuxErrno.EAGAIN;
        }
        waiting.merge(fd, 1, Integer::sum);
        notifyAll();
        try {
            while (queue.isEmpty()) {
                wait();
                queue = queue(fd);
            }
        } catch (InterruptedException e) {
            return -LinuxErrno.EINTR;
        } finally {
            waiting.merge(fd, -1, Integer::sum);
        }
        Announced next = queue.getFirst();
        if (next.errno != 0) {
            queue.remove(); // a failure is told once
            return -next.errno;
        }
        if ((flags & SocketOptions.MSG_PEEK) != 0) {
            return length;
        }
        queue.remove();
        sender.putInt(SockaddrNl.NL_PID, next.sender);
        buffer.put(0, next.bytes, 0, Math.min(length, next.bytes.length));
        return next.bytes.length;
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

    private record Block(byte[] bytes) implements Memory {
        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public long address() {
            return 4096;
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
