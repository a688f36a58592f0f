package org.nethook.netif.ffi;

/**
 * What it takes to listen on a socket, under the C names, for jnr-ffi to bind; apart so that a one-shot start does not pay for it.
 * Pointers and sizes are Java longs, which jnr passes as they are.
 *
 * <p>Public because jnr-ffi implements it from its own package.
 */
public interface SocketFunctions {

    /** bind(2). */
    int bind(int fd, long address, int length);

    /** connect(2). */
    int connect(int fd, long address, int length);

    /** setsockopt(2). */
    int setsockopt(int fd, int level, int option, long value, int length);

    /** shutdown(2). */
    int shutdown(int fd, int how);
}
