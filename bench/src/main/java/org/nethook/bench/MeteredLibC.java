package org.nethook.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;

/** A libc that knows how much time its calls take and how much memory they allocate, so that both can be left out. */
final class MeteredLibC implements LibC {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final LibC inner;
    private long nanos;
    private long bytes;
    private long calls;

    MeteredLibC(LibC inner) {
        this.inner = inner;
    }

    /** Bytes that this thread has allocated. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    long nanos() {
        return nanos;
    }

    long bytes() {
        return bytes;
    }

    long calls() {
        return calls;
    }

    void reset() {
        nanos = 0;
        bytes = 0;
        calls = 0;
    }

    private int metered(IntSupplier call) {
        calls++;
        long bytesBefore = allocated();
        long before = System.nanoTime();
        int result = call.getAsInt();
        nanos += System.nanoTime() - before;
        bytes += allocated() - bytesBefore;
        return result;
    }

    /** Counted as the caller's: it is the caller who wants the block. */
    @Override
    public Memory allocate(int size) {
        return inner.allocate(size);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return metered(() -> inner.socket(domain, type, protocol));
    }

    @Override
    public int close(int fd) {
        return metered(() -> inner.close(fd));
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        return metered(() -> inner.setsockopt(fd, level, option, value, length));
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        return metered(() -> inner.ioctl(fd, request, argument));
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        return metered(() -> inner.read(fd, buffer, length));
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        return metered(() -> inner.write(fd, buffer, length));
    }

    @Override
    public int bind(int fd, Memory address, int length) {
        return metered(() -> inner.bind(fd, address, length));
    }

    @Override
    public int connect(int fd, Memory address, int length) {
        return metered(() -> inner.connect(fd, address, length));
    }

    @Override
    public int recvfrom(int fd, Memory buffer, int length, int flags, Memory sender, Memory senderLength) {
        return metered(() -> inner.recvfrom(fd, buffer, length, flags, sender, senderLength));
    }

    @Override
    public int shutdown(int fd) {
        return metered(() -> inner.shutdown(fd));
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        return metered(() -> inner.sysctl(name, old, oldLength, fresh, freshLength));
    }

    @Override
    public void close() {
        inner.close();
    }
}
