package org.nethook.netif.freebsd;

import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;

/**
 * System calls with the sockets they need. A socket is opened at its first use and kept until {@link #close()}; calls
 * on sockets run one at a time, so that none can meet a descriptor that another thread has just closed. A call that a
 * signal interrupted is made again. Usable from any thread.
 */
final class KernelCalls {
    /** For the table of this process, whichever that is. */
    static final int OWN_FIB = -1;

    private static final int MOST_INTERRUPTIONS = 100;
    private static final int MOST_BYTES = 1 << 26;

    private final LibC libc;
    private int inet = -1;
    private int inet6 = -1;
    private int route = -1;
    private boolean closed;

    KernelCalls(LibC libc) {
        this.libc = libc;
    }

    Memory allocate(int size) {
        return libc.allocate(size);
    }

    /** An ioctl on a socket of the family; what libc returns. */
    synchronized int tryIoctl(int family, IoctlRequest request, Memory argument, String operation, String ifName)
            throws NetifException {
        int fd = socket(family, operation, ifName);
        int result;
        int interruptions = 0;
        do {
            result = libc.ioctl(fd, request.number(), argument);
        } while (result == -FreeBsdErrno.EINTR && ++interruptions < MOST_INTERRUPTIONS);
        return result;
    }

    /** An ioctl that must succeed. */
    void ioctl(int family, IoctlRequest request, Memory argument, String operation, String ifName)
            throws NetifException {
        check(tryIoctl(family, request, argument, operation, ifName), operation, ifName);
    }

    /**
     * Writes one message to the routing socket of a table. The kernel answers with the call's errno; its echo of the message, which
     * says the same in rtm_errno, is left unread, and the kernel drops echoes that find the socket's buffer full.
     */
    synchronized void routeMessage(Memory message, int length, int fib, String operation, String ifName)
            throws NetifException {
        if (fib == OWN_FIB) {
            write(socket(Socket.PF_ROUTE, operation, ifName), message, length, operation, ifName);
            return;
        }
        requireOpen(operation, ifName);
        // A socket of its own, so that no later message meets a table it was not meant for.
        int fd = open(Socket.PF_ROUTE, Socket.SOCK_RAW, operation, ifName);
        try {
            setFib(fd, fib, operation, ifName);
            write(fd, message, length, operation, ifName);
        } finally {
            closeSocket(fd);
        }
    }

    private void setFib(int fd, int fib, String operation, String ifName) throws NetifException {
        Memory value = libc.allocate(Integer.BYTES);
        value.putInt(0, fib);
        int result;
        int interruptions = 0;
        do {
            result = libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_SETFIB, value, Integer.BYTES);
        } while (result == -FreeBsdErrno.EINTR && ++interruptions < MOST_INTERRUPTIONS);
        check(result, operation, ifName);
    }

    private void write(int fd, Memory message, int length, String operation, String ifName) throws NetifException {
        int result;
        int interruptions = 0;
        do {
            result = libc.write(fd, message, length);
        } while (result == -FreeBsdErrno.EINTR && ++interruptions < MOST_INTERRUPTIONS);
        check(result, operation, ifName);
        if (result != length) {
            throw new NetifException(
                    operation,
                    ifName,
                    "the kernel took " + result + " of " + length + " bytes, nobody knows whether it did it");
        }
    }

    /**
     * Reads a sysctl of any size. The buffer is a guess; when the kernel says ENOMEM it is asked for the size, and since a
     * list can grow before it is read, there is some room to spare and another try.
     *
     * @return null when the kernel has no such name (ENOENT)
     */
    ByteMemory sysctl(int[] name, Memory fresh, int guess, String operation, String ifName) throws NetifException {
        requireOpen(operation, ifName);
        int interruptions = 0;
        int size = guess;
        while (true) {
            Memory old = libc.allocate(size);
            long[] length = {size};
            int result = libc.sysctl(name, old, length, fresh, fresh == null ? 0 : fresh.size());
            if (result == -FreeBsdErrno.ENOMEM && size < MOST_BYTES) {
                size = Math.max(size * 2, size(name, fresh));
            } else if (result == -FreeBsdErrno.ENOENT) {
                return null;
            } else if (result != -FreeBsdErrno.EINTR || ++interruptions == MOST_INTERRUPTIONS) {
                check(result, operation, ifName);
                return ByteMemory.of(old.bytes(0, (int) Math.min(length[0], size)));
            }
        }
    }

    /** What the kernel says it takes and an eighth more; 0 when it does not say. */
    private int size(int[] name, Memory fresh) {
        long[] length = {0};
        int result = libc.sysctl(name, null, length, fresh, fresh == null ? 0 : fresh.size());
        return result < 0 ? 0 : (int) Math.min(length[0] + length[0] / 8, MOST_BYTES);
    }

    /**
     * Reads a sysctl into a block that the caller uses again and again.
     *
     * @return the bytes read; -1 when the kernel has no such name (ENOENT)
     */
    int sysctl(int[] name, Memory old, String operation, String ifName) throws NetifException {
        requireOpen(operation, ifName);
        int interruptions = 0;
        while (true) {
            long[] length = {old.size()};
            int result = libc.sysctl(name, old, length, null, 0);
            if (result == -FreeBsdErrno.ENOENT) {
                return -1;
            } else if (result != -FreeBsdErrno.EINTR || ++interruptions == MOST_INTERRUPTIONS) {
                check(result, operation, ifName);
                return (int) Math.min(length[0], old.size());
            }
        }
    }

    /** Closes the sockets; every later call fails. */
    synchronized void close() {
        closed = true;
        inet = closeSocket(inet);
        inet6 = closeSocket(inet6);
        route = closeSocket(route);
    }

    private int closeSocket(int fd) {
        if (fd >= 0) {
            // Whatever close(2) says, FreeBSD has released the descriptor.
            libc.close(fd);
        }
        return -1;
    }

    private synchronized void requireOpen(String operation, String ifName) throws NetifException {
        if (closed) {
            throw new NetifException(operation, ifName, "the platform has been closed");
        }
    }

    private int socket(int family, String operation, String ifName) throws NetifException {
        requireOpen(operation, ifName);
        if (family == Socket.PF_ROUTE) {
            return route >= 0 ? route : (route = open(Socket.PF_ROUTE, Socket.SOCK_RAW, operation, ifName));
        }
        if (family == Socket.AF_INET6) {
            return inet6 >= 0 ? inet6 : (inet6 = open(Socket.AF_INET6, Socket.SOCK_DGRAM, operation, ifName));
        }
        return inet >= 0 ? inet : (inet = open(Socket.AF_INET, Socket.SOCK_DGRAM, operation, ifName));
    }

    /** Close-on-exec, because dhclient is started by this process. */
    private int open(int domain, int type, String operation, String ifName) throws NetifException {
        int result;
        int interruptions = 0;
        do {
            result = libc.socket(domain, type | Socket.SOCK_CLOEXEC, 0);
        } while (result == -FreeBsdErrno.EINTR && ++interruptions < MOST_INTERRUPTIONS);
        check(result, operation, ifName);
        return result;
    }

    private static void check(int result, String operation, String ifName) throws NetifException {
        if (result < 0) {
            throw Refusal.of(operation, ifName, -result);
        }
    }
}
