package org.nethook.netif.ffi;

import java.nio.charset.StandardCharsets;

/** FreeBSD's numbers and structs for sockets of files, made Linux's, so that FreeBSD's code can use those of a Linux kernel. */
public final class TranslatingLibC implements LibC {
    private static final int FREEBSD_CLOEXEC = 0x10000000;
    private static final int LINUX_CLOEXEC = 0x80000;
    private static final int LINUX_ECONNREFUSED = 111;
    private static final int FREEBSD_ECONNREFUSED = 61;
    private static final int LINUX_ECONNRESET = 104;
    private static final int FREEBSD_ECONNRESET = 54;

    private final LibC linux = new JnrLibC();

    private static int errno(int result) {
        switch (result) {
            case -LINUX_ECONNREFUSED:
                return -FREEBSD_ECONNREFUSED;
            case -LINUX_ECONNRESET:
                return -FREEBSD_ECONNRESET;
            default:
                return result;
        }
    }

    @Override
    public Memory allocate(int size) {
        return linux.allocate(size);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        boolean cloexec = (type & FREEBSD_CLOEXEC) != 0;
        return errno(linux.socket(domain, type & ~FREEBSD_CLOEXEC | (cloexec ? LINUX_CLOEXEC : 0), protocol));
    }

    /** FreeBSD's sockaddr_un begins with its length, the family and the path; the length must be right. */
    @Override
    public int connect(int fd, Memory address, int length) {
        int end = address.getByte(0);
        if (address.getByte(1) != 1 || end > length || address.getByte(end) != 0) {
            throw new AssertionError("no sockaddr_un of FreeBSD");
        }
        String path = new String(address.bytes(2, end - 2), StandardCharsets.UTF_8);
        Memory translated = SeqpacketServer.address(linux, path);
        return errno(linux.connect(fd, translated, translated.size()));
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        return errno(linux.read(fd, buffer, length));
    }

    @Override
    public int shutdown(int fd) {
        return errno(linux.shutdown(fd));
    }

    @Override
    public int close(int fd) {
        return linux.close(fd);
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        throw new AssertionError("a client of devd writes nothing");
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        throw new AssertionError("not needed");
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        throw new AssertionError("not needed");
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        throw new AssertionError("not needed");
    }

    @Override
    public void close() {}
}
