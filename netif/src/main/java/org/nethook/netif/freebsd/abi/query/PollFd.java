package org.nethook.netif.freebsd.abi.query;

/** {@code struct pollfd} (sys/poll.h): a descriptor, what is waited for, and what there is. */
public final class PollFd {
    public static final int SIZE = 8;
    public static final int FD = 0;
    public static final int EVENTS = 4;
    public static final int REVENTS = 6;

    public static final int POLLIN = 0x1;
    public static final int POLLOUT = 0x4;
    public static final int POLLNVAL = 0x20;
    public static final int POLLRDNORM = 0x40;

    private PollFd() {}
}
