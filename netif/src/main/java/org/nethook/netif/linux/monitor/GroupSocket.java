package org.nethook.netif.linux.monitor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.linux.abi.LinuxErrno;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.abi.SockaddrNl;
import org.nethook.netif.linux.abi.SocketOptions;
import org.nethook.netif.linux.rtnetlink.Refusal;

/**
 * A netlink socket that hears what the kernel announces about links and addresses. Any number of threads may {@link #await} a
 * datagram; one at a time receives it. It is closed once nobody waits any more.
 */
final class GroupSocket implements AutoCloseable {
    /** More than any announcement has. */
    private static final int BUFFER = 65536;

    private final LibC libc;
    private final Memory buffer;
    private final Memory sender;
    private final Memory senderLength;
    // for those who wait; what is written there, nobody reads
    private final Memory peeked;
    private final Memory peekedSender;
    private final Memory peekedSenderLength;
    private final int fd;
    /** An errno that a wait ended with: the kernel tells an overrun once, to whoever asks first. */
    private final AtomicInteger failure = new AtomicInteger();
    // both guarded by this
    private int waiting;
    private boolean closing;

    /** What there was to receive. */
    enum Outcome {
        /** There is a datagram of the kernel's. */
        DATAGRAM,
        /** There is none. */
        NOTHING,
        /** There is one, but not of the kernel's. */
        FOREIGN,
        /** The kernel had no room for some that came before. */
        OVERRUN,
        /** There was one that was longer than the buffer. */
        TRUNCATED
    }

    private GroupSocket(LibC libc, int fd) {
        this.libc = libc;
        this.fd = fd;
        this.buffer = libc.allocate(BUFFER);
        this.sender = libc.allocate(SockaddrNl.SIZEOF);
        this.senderLength = libc.allocate(Integer.BYTES);
        this.peeked = libc.allocate(1);
        this.peekedSender = libc.allocate(SockaddrNl.SIZEOF);
        this.peekedSenderLength = libc.allocate(Integer.BYTES);
        peekedSenderLength.putInt(0, SockaddrNl.SIZEOF);
    }

    /**
     * Opens one, which hears everything from then on.
     *
     * @param receiveBuffer bytes that may wait to be read
     * @throws NetifException when the kernel refuses
     */
    static GroupSocket open(LibC libc, int receiveBuffer) throws NetifException {
        int fd = libc.socket(NlMsgHdr.AF_NETLINK, NlMsgHdr.SOCK_RAW | NlMsgHdr.SOCK_CLOEXEC, NlMsgHdr.NETLINK_ROUTE);
        if (fd < 0) {
            throw Refusal.of("open a netlink socket", "", -fd);
        }
        GroupSocket socket = new GroupSocket(libc, fd);
        try {
            socket.subscribe(receiveBuffer);
            return socket;
        } catch (NetifException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void subscribe(int receiveBuffer) throws NetifException {
        Memory size = libc.allocate(Integer.BYTES);
        size.putInt(0, receiveBuffer);
        int set = libc.setsockopt(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUFFORCE, size, Integer.BYTES);
        if (set < 0) {
            // without the right to more, what the limit allows
            set = libc.setsockopt(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUF, size, Integer.BYTES);
        }
        if (set < 0) {
            throw Refusal.of("set the receive buffer of a netlink socket", "", -set);
        }
        Memory address = libc.allocate(SockaddrNl.SIZEOF);
        address.putShort(SockaddrNl.NL_FAMILY, NlMsgHdr.AF_NETLINK);
        address.putInt(
                SockaddrNl.NL_GROUPS,
                SockaddrNl.RTMGRP_LINK | SockaddrNl.RTMGRP_IPV4_IFADDR | SockaddrNl.RTMGRP_IPV6_IFADDR);
        int bound = libc.bind(fd, address, SockaddrNl.SIZEOF);
        if (bound < 0) {
            throw Refusal.of("subscribe to netlink groups", "", -bound);
        }
    }

    /**
     * Waits until there is something to {@link #receive}, or it is closed. A datagram ends the wait of one thread. It stays
     * where it is: two threads that took theirs at once could not tell which came first.
     */
    void await() {
        synchronized (this) {
            if (closing) {
                return;
            }
            waiting++;
        }
        try {
            int there = libc.recvfrom(fd, peeked, 1, SocketOptions.MSG_PEEK, peekedSender, peekedSenderLength);
            if (there < 0 && there != -LinuxErrno.EINTR) {
                failure.compareAndSet(0, -there);
            }
        } finally {
            synchronized (this) {
                waiting--;
                closeUnused();
            }
        }
    }

    /**
     * Receives a datagram, without a wait.
     *
     * @param into gets the datagram
     * @throws NetifException when the socket fails
     */
    Outcome receive(Datagram into) throws NetifException {
        while (true) {
            int count = -failure.getAndSet(0);
            if (count == 0) {
                senderLength.putInt(0, SockaddrNl.SIZEOF);
                count = libc.recvfrom(
                        fd, buffer, BUFFER, SocketOptions.MSG_TRUNC | SocketOptions.MSG_DONTWAIT, sender, senderLength);
            }
            if (count == -LinuxErrno.EINTR) {
                continue;
            }
            if (count == -LinuxErrno.EAGAIN) {
                return Outcome.NOTHING;
            }
            if (count == -LinuxErrno.ENOBUFS) {
                return Outcome.OVERRUN;
            }
            if (count < 0) {
                throw Refusal.of("listen to netlink groups", "", -count);
            }
            into.sender = sender.getInt(SockaddrNl.NL_PID);
            if (into.sender != 0) {
                return Outcome.FOREIGN;
            }
            if (count == 0) {
                throw new NetifException("listen to netlink groups", "", "the kernel closed the netlink socket");
            }
            if (count > BUFFER) {
                return Outcome.TRUNCATED;
            }
            into.bytes = buffer.bytes(0, count);
            return Outcome.DATAGRAM;
        }
    }

    /** What was received. */
    static final class Datagram {
        private byte[] bytes;
        private int sender;

        byte[] bytes() {
            return bytes;
        }

        /** Its port; for one that is not the kernel's often the number of a process. */
        int sender() {
            return sender;
        }
    }

    /** Ends a wait at once, from any thread: the kernel acknowledges a message that asks for nothing. */
    synchronized void wake() {
        if (closing && waiting == 0) {
            return;
        }
        ByteBuffer message = ByteBuffer.allocate(NlMsgHdr.SIZEOF).order(ByteOrder.nativeOrder());
        message.putInt(NlMsgHdr.NLMSG_LEN, NlMsgHdr.SIZEOF);
        message.putShort(NlMsgHdr.NLMSG_TYPE, (short) NlMsgHdr.NLMSG_NOOP);
        message.putShort(NlMsgHdr.NLMSG_FLAGS, (short) (NlMsgHdr.NLM_F_REQUEST | NlMsgHdr.NLM_F_ACK));
        Memory bytes = libc.allocate(NlMsgHdr.SIZEOF);
        bytes.put(0, message.array(), 0, NlMsgHdr.SIZEOF);
        libc.write(fd, bytes, NlMsgHdr.SIZEOF);
    }

    /** Ends every wait; a descriptor that is closed while a thread waits could be another file's when that thread looks. */
    @Override
    public synchronized void close() {
        if (!closing) {
            closing = true;
            for (int i = 0; i < waiting; i++) {
                wake();
            }
            closeUnused();
        }
    }

    private void closeUnused() {
        if (closing && waiting == 0) {
            libc.close(fd);
        }
    }
}
