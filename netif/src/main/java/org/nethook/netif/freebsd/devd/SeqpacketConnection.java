package org.nethook.netif.freebsd.devd;

import java.io.IOException;
import java.nio.file.Path;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.SockaddrUn;
import org.nethook.netif.freebsd.abi.Socket;

/** A connection to devd's seqpacket socket through libc: Java has no such sockets. Each message is one line. */
final class SeqpacketConnection implements Connection {
    private final LibC libc;
    private final String path;
    private final Memory buffer;
    private int fd = -1;
    private boolean interrupted;

    /** @throws org.nethook.netif.ffi.LibcUnavailableException when libc cannot be called */
    SeqpacketConnection(LibC libc, Path path, int longest) {
        this.libc = libc;
        this.path = path.toString();
        this.buffer = libc.allocate(longest);
    }

    @Override
    public void connect() throws NotConnectedException {
        synchronized (this) {
            fd = libc.socket(Socket.AF_UNIX, Socket.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC, 0);
            if (fd < 0) {
                throw NotConnectedException.other(path, "socket: " + FreeBsdErrno.of(-fd), null);
            }
        }
        Memory address = libc.allocate(SockaddrUn.SIZE);
        try {
            SockaddrUn.put(address, 0, path);
        } catch (IllegalArgumentException e) {
            throw NotConnectedException.other(path, e.getMessage(), e);
        }
        int result = libc.connect(fd, address, SockaddrUn.SIZE);
        if (result < 0) {
            throw reason(-result);
        }
        synchronized (this) {
            if (interrupted) {
                libc.shutdown(fd);
            }
        }
    }

    private NotConnectedException reason(int errno) {
        switch (errno) {
            case FreeBsdErrno.ENOENT:
                return NotConnectedException.absent(path);
            case FreeBsdErrno.EACCES:
            case FreeBsdErrno.EPERM:
                return NotConnectedException.forbidden(path);
            case FreeBsdErrno.ECONNREFUSED:
                return NotConnectedException.refused(path);
            default:
                return NotConnectedException.other(path, FreeBsdErrno.of(errno).toString(), null);
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        while (true) {
            int count = libc.read(fd, buffer, Math.min(into.length, buffer.size()));
            if (count == -FreeBsdErrno.EINTR) {
                continue;
            }
            // devd closed it: with what it had not read yet, that is ECONNRESET
            if (count == 0 || count == -FreeBsdErrno.ECONNRESET) {
                return -1;
            }
            if (count < 0) {
                throw new IOException("read: " + FreeBsdErrno.of(-count));
            }
            buffer.get(0, into, 0, count);
            return count;
        }
    }

    @Override
    public boolean keepsBoundaries() {
        return true;
    }

    @Override
    public synchronized void interrupt() {
        interrupted = true;
        if (fd >= 0) {
            libc.shutdown(fd);
        }
    }

    @Override
    public synchronized void close() {
        if (fd >= 0) {
            libc.close(fd);
            fd = -1;
        }
    }
}
