package org.nethook.netif.linux.abi;

/** Options of a socket and of a receive (asm-generic/socket.h, linux/socket.h). */
public final class SocketOptions {
    public static final int SOL_SOCKET = 1;
    /** Bytes that may wait to be read; the kernel doubles it, and allows no more than net.core.rmem_max. */
    public static final int SO_RCVBUF = 8;
    /** The same without that limit, for CAP_NET_ADMIN. */
    public static final int SO_RCVBUFFORCE = 33;
    /** Of recvfrom(2): leave the datagram where it is. */
    public static final int MSG_PEEK = 0x2;
    /** Of recvfrom(2): EAGAIN instead of a wait. */
    public static final int MSG_DONTWAIT = 0x40;
    /** Of recvfrom(2): return the datagram's length even where it is more than the buffer's. */
    public static final int MSG_TRUNC = 0x20;

    private SocketOptions() {}
}
