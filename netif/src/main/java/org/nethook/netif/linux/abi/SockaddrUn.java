package org.nethook.netif.linux.abi;

/** struct sockaddr_un and what goes with it (linux/un.h, unix(7)). */
public final class SockaddrUn {
    /** The address family of Unix sockets. */
    public static final int AF_UNIX = 1;
    /** Datagrams. */
    public static final int SOCK_DGRAM = 2;

    /** u16, the family. */
    public static final int SUN_FAMILY = 0;
    /** The path; a leading NUL means a name outside of any file system. */
    public static final int SUN_PATH = 2;
    /** The space for the path, its NUL included. */
    public static final int SUN_PATH_LEN = 108;
    /** The size of the struct. */
    public static final int SIZE = SUN_PATH + SUN_PATH_LEN;

    private SockaddrUn() {}
}
