package org.nethook.netif.ffi;

import java.util.List;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * The calls of libc that nethook makes, as bytes. Every call returns what libc returns, or, when libc returns -1, the
 * negated errno of the system behind it, read on the same thread right after the call. Usable from any thread.
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
