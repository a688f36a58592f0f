package org.nethook.netif.ffi;

/** What it takes to listen on a socket, apart so that a one-shot start does not pay for it; bound like {@link LibcFunctions}. */
public interface SocketFunctions {

    /** bind(2). */
    int bind(int fd, long address, int length);

    /** connect(2). */
    int connect(int fd, long address, int length);

    /** recvfrom(2); the last is a pointer to the length of the address, and {@code unused} is 0: see {@link SysctlFunction}. */
    long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength, long unused);

    /** shutdown(2). */
    int shutdown(int fd, int how);
}
