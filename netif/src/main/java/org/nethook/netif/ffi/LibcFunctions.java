package org.nethook.netif.ffi;

/**
 * The functions of libc under their C names, for jnr-ffi to bind. Pointers and sizes are Java longs, which jnr passes as
 * they are: every supported machine is LP64. ioctl(2) is variadic in C; on amd64 and arm64 of Linux and FreeBSD its
 * third argument goes in the register it would have in a fixed call, and the native part of jffi for FreeBSD has no
 * variadic calls, so it is bound as a fixed one.
 *
 * <p>Public because jnr-ffi implements it from its own package.
 */
public interface LibcFunctions {

    /** socket(2). */
    int socket(int domain, int type, int protocol);

    /** close(2). */
    int close(int fd);

    /** setsockopt(2). */
    int setsockopt(int fd, int level, int option, long value, int length);

    /** ioctl(2); both arguments are C's unsigned long. */
    int ioctl(int fd, long request, long argument);

    /** read(2). */
    long read(int fd, long buffer, long length);

    /** write(2). */
    long write(int fd, long buffer, long length);
}
