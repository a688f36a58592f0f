package org.nethook.netif.freebsd.abi;

/** Address families, socket types and socket options (sys/socket.h). */
public final class Socket {
    public static final int AF_UNSPEC = 0;
    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_ROUTE = 17;
    public static final int AF_LINK = 18;
    public static final int AF_INET6 = 28;

    public static final int PF_ROUTE = AF_ROUTE;

    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_SEQPACKET = 5;
    public static final int SOCK_CLOEXEC = 0x10000000;

    public static final int SOL_SOCKET = 0xffff;
    /** The routing table of what is sent through a socket, and of the requests a routing socket makes. */
    public static final int SO_SETFIB = 0x1014;

    private Socket() {}
}
