package org.nethook.netif.ffi;

/** What it takes to listen on a socket, apart so that a one-shot start does not pay for it; bound like {@link LibcFunctions}. */
public interface SocketFunctions {

    /** bind(2). */
    int bind(int fd, long address, int length);

    /** connect(2). */
    int connect(int fd, long address, int length);

    /** recvfrom(2); the last argument is a pointer to the length of the address. */
    long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength);

    /** shutdown(2). */
    int shutdown(int fd, int how);
}
