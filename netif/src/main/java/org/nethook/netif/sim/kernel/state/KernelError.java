package org.nethook.netif.sim.kernel.state;

import org.nethook.netif.freebsd.abi.FreeBsdErrno;

/** The kernel refuses a system call; what had taken effect before stays, as in a real kernel. */
public final class KernelError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /** @param errno one of {@link FreeBsdErrno} */
    public KernelError(int errno) {
        super("errno " + errno, null, false, false);
        this.errno = errno;
    }

    /** One of {@link FreeBsdErrno}. */
    public int errno() {
        return errno;
    }
}
