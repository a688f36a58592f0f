package org.nethook.netif.ffi;

import java.util.List;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * The calls of libc that nethook makes, as bytes. Every call returns what libc returns, or, when libc returns -1, the
 * negated errno of the system behind it, read on the same thread right after the call. Usable from any thread.
 *
 * <p>What only a listener to events calls ({@code bind} to {@code shutdown}) may be an UnsupportedOperationException where
 * nothing can be listened to.
 */
public interface LibC extends AutoCloseable {

    /** A zeroed block that lives as long as it is reachable. */
    Memory allocate(int size);

    /** socket(2): a descriptor, or a negated errno. */
    int socket(int domain, int type, int protocol);

    /** close(2). */
    int close(int fd);

    /**
     * setsockopt(2).
     *
     * @param length of the value in bytes
     */
    int setsockopt(int fd, int level, int option, Memory value, int length);

    /**
     * ioctl(2).
     *
     * @param request as an unsigned 32-bit number
     * @param argument what the request points to
     */
    int ioctl(int fd, long request, Memory argument);

    /** read(2) into the first {@code length} bytes of the buffer: bytes read, or a negated errno. */
    int read(int fd, Memory buffer, int length);

    /** write(2) of the first {@code length} bytes of the buffer: bytes written, or a negated errno. */
    int write(int fd, Memory buffer, int length);

    /**
     * bind(2).
     *
     * @param address a struct sockaddr of the system
     * @param length of it in bytes
     */
    default int bind(int fd, Memory address, int length) {
        throw new UnsupportedOperationException("bind");
    }

    /**
     * connect(2).
     *
     * @param address a struct sockaddr of the system
     * @param length of it in bytes
     */
    default int connect(int fd, Memory address, int length) {
        throw new UnsupportedOperationException("connect");
    }

    /**
     * recvfrom(2) into the first {@code length} bytes of the buffer.
     *
     * @param flags {@code MSG_…} of the system
     * @param sender where the sender's address goes
     * @param senderLength four bytes: in, the space at {@code sender}; out, the length of the address
     * @return bytes received, 0 at the end of a connection, or a negated errno
     */
    default int recvfrom(int fd, Memory buffer, int length, int flags, Memory sender, Memory senderLength) {
        throw new UnsupportedOperationException("recvfrom");
    }

    /** shutdown(2) of both directions; a thread that reads from the connection returns. */
    default int shutdown(int fd) {
        throw new UnsupportedOperationException("shutdown");
    }

    /**
     * sysctl(3) of FreeBSD. Other systems have no such function, or one that answers nothing; no backend of theirs calls it.
     *
     * @param name the numbers of the name
     * @param old where the value goes; null to ask for its size only
     * @param oldLength {@code oldlenp}: in, the space at {@code old}; out, the bytes there are
     * @param fresh the new value; null to leave it
     * @param freshLength its length in bytes
     * @return 0, or a negated errno
     */
    int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength);

    /** What can be tried on what stands behind these calls: that it is there, and how it was reached. */
    default List<SelfCheck> selfChecks() {
        return List.of();
    }

    /** Ends every use of this library. */
    @Override
    void close();
}
