package org.nethook.testkit.fault;

/** The system calls of a host that can be made to fail, by the names of section 2 of the manual. */
public enum SystemCall {
    /** socket(2). */
    SOCKET,
    /** close(2); the descriptor is closed even when it fails, as kernels do it. */
    CLOSE,
    /** setsockopt(2). */
    SETSOCKOPT,
    /** ioctl(2): nearly everything about interfaces. */
    IOCTL,
    /** read(2) of a routing socket. */
    READ,
    /** write(2): a routing message. */
    WRITE,
    /** sysctl(3): the list of interfaces and the routing table, too. */
    SYSCTL,
    /** bind(2). */
    BIND,
    /** connect(2). */
    CONNECT,
    /** recvfrom(2). */
    RECVFROM,
    /** shutdown(2). */
    SHUTDOWN
}
