package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAFNOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EBADF;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTOTYPE;

import java.util.TreeMap;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.query.FileIo;
import org.nethook.netif.freebsd.abi.query.PollFd;
import org.nethook.netif.sim.kernel.state.KernelError;

/** The open files of one process, of which the first three are its console. */
final class Descriptors {
    private static final int FIRST = 3;
    private static final int TYPE_FLAGS = 0xf0000000;
    private static final int SOCK_NONBLOCK = 0x20000000;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;
    private static final int READABLE = PollFd.POLLIN | PollFd.POLLRDNORM;

    private final TreeMap<Integer, OpenFile> files = new TreeMap<>();
    private final RouteSockets routeSockets;

    Descriptors(RouteSockets routeSockets) {
        this.routeSockets = routeSockets;
        for (int fd = 0; fd < FIRST; fd++) {
            files.put(fd, new OpenFile() {});
        }
    }

    /** socket(2). */
    int socket(int domain, int type, int protocol, boolean root) {
        int kind = type & ~TYPE_FLAGS;
        requireProtocol(domain, kind, protocol);
        boolean internet = domain == Socket.AF_INET || domain == Socket.AF_INET6;
        if (internet && kind == Socket.SOCK_RAW && !root) {
            throw new KernelError(EPERM);
        }
        OpenFile socket = domain == Socket.PF_ROUTE ? new RouteSocket(routeSockets, protocol) : new OtherSocket(domain);
        socket.setNonBlocking((type & SOCK_NONBLOCK) != 0);
        return add(socket);
    }

    private static void requireProtocol(int domain, int kind, int protocol) {
        boolean stream = kind == Socket.SOCK_STREAM;
        boolean datagram = kind == Socket.SOCK_DGRAM;
        boolean found;
        switch (domain) {
            case Socket.AF_INET:
            case Socket.AF_INET6:
                found = kind == Socket.SOCK_RAW
                        || stream && (protocol == 0 || protocol == IPPROTO_TCP)
                        || datagram && (protocol == 0 || protocol == IPPROTO_UDP);
                break;
            case Socket.AF_UNIX:
                found = protocol == 0 && (stream || datagram || kind == Socket.SOCK_SEQPACKET);
                break;
            case Socket.PF_ROUTE:
                found = kind == Socket.SOCK_RAW;
                break;
            default:
                throw new KernelError(EAFNOSUPPORT);
        }
        if (!found) {
            throw new KernelError(protocol == 0 && kind != 0 ? EPROTOTYPE : EPROTONOSUPPORT);
        }
    }

    /** Gives a file the lowest free number. */
    int add(OpenFile file) {
        int fd = 0;
        while (files.containsKey(fd)) {
            fd++;
        }
        files.put(fd, file);
        return fd;
    }

    /** EBADF unless it is open. */
    OpenFile require(int fd) {
        OpenFile file = files.get(fd);
        if (file == null) {
            throw new KernelError(EBADF);
        }
        return file;
    }

    /** close(2). */
    void close(int fd) {
        require(fd).close();
        files.remove(fd);
    }

    void closeAll() {
        files.values().forEach(OpenFile::close);
        files.clear();
    }

    /** fcntl(2), of which only the flags are known. */
    int fcntl(int fd, int command, int argument) {
        OpenFile file = require(fd);
        if (command == FileIo.F_SETFL) {
            file.setNonBlocking((argument & FileIo.O_NONBLOCK) != 0);
            return 0;
        }
        if (command != FileIo.F_GETFL) {
            throw new KernelError(EINVAL);
        }
        return file.isNonBlocking() ? FileIo.O_NONBLOCK : 0;
    }

    /** poll(2), which does not wait: nothing would happen meanwhile. */
    int poll(Memory descriptors, int count) {
        int ready = 0;
        for (int i = 0; i < count; i++) {
            int at = i * PollFd.SIZE;
            int fd = descriptors.getInt(at + PollFd.FD);
            OpenFile file = files.get(fd);
            int events = descriptors.getShort(at + PollFd.EVENTS);
            int found = file == null ? PollFd.POLLNVAL : file.readable() > 0 ? events & READABLE : 0;
            descriptors.putShort(at + PollFd.REVENTS, fd < 0 ? 0 : found);
            ready += fd >= 0 && found != 0 ? 1 : 0;
        }
        return ready;
    }

    /** A socket that nobody sends anything to. */
    private static final class OtherSocket extends OpenFile {
        private final int domain;

        private OtherSocket(int domain) {
            this.domain = domain;
        }

        @Override
        int domain() {
            return domain;
        }
    }

    /** A routing socket. */
    static final class RouteSocket extends OpenFile {
        private final RouteSockets sockets;
        private final RouteSockets.Queue queue;

        private RouteSocket(RouteSockets sockets, int family) {
            this.sockets = sockets;
            this.queue = sockets.open(family);
        }

        RouteSockets.Queue queue() {
            return queue;
        }

        @Override
        int domain() {
            return Socket.PF_ROUTE;
        }

        @Override
        byte[] read() {
            return queue.poll();
        }

        @Override
        int readable() {
            return queue.bytes();
        }

        @Override
        void close() {
            sockets.close(queue);
        }
    }
}
