package org.nethook.netif.freebsd.abi.query;

import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;

/** What open files are asked, and how they are opened (sys/fcntl.h, sys/filio.h). */
public final class FileIo {
    public static final int O_RDONLY = 0x0;
    public static final int O_ACCMODE = 0x3;
    public static final int O_NONBLOCK = 0x4;

    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;

    /** Turns waiting off or on. */
    public static final IoctlRequest FIONBIO = IoctlRequest.write("FIONBIO", 'f', 126, 4);

    /** How many bytes can be read now. */
    public static final IoctlRequest FIONREAD = IoctlRequest.read("FIONREAD", 'f', 127, 4);

    private FileIo() {}
}
