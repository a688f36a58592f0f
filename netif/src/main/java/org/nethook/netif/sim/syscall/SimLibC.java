package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAFNOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAGAIN;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EBADF;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EFAULT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOPROTOOPT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOTCONN;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTOTYPE;

import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelError;
import org.nethook.netif.sim.sysctl.SysctlTable;

/**
 * The system calls of one process on a simulated kernel. A call that would block forever because nobody else runs, such
 * as reading an empty routing socket, is EAGAIN. Calls run one at a time.
 */
public final class SimLibC implements LibC {
    private static final int FIRST_DESCRIPTOR = 3;
    private static final int TYPE_FLAGS = 0xf0000000;

    private final Kernel kernel;
    private final Process process;
    private final UserMemory memory = new UserMemory();
    private final TreeMap<Integer, Descriptor> descriptors = new TreeMap<>();
    private final IoctlCalls ioctls;
    private final RouteSockets routeSockets;
    private final SysctlCalls sysctls;

    /**
     * Who calls.
     *
     * @param pid its number
     * @param root whether it has the rights of root
     */
    public record Process(int pid, boolean root) {}

    /** An open socket; a routing socket has a queue. */
    private record Descriptor(int domain, RouteSockets.Queue queue) {}

    /**
     * A process without open descriptors.
     *
     * @param routeSockets the routing sockets of the kernel, shared by all processes
     * @param table the sysctls of the machine, shared by all processes
     */
    public SimLibC(Kernel kernel, RouteSockets routeSockets, SysctlTable table, Process process) {
        this.kernel = kernel;
        this.process = process;
        this.routeSockets = routeSockets;
        this.ioctls = new IoctlCalls(kernel, memory);
        this.sysctls = new SysctlCalls(kernel, table);
    }

    @Override
    public Memory allocate(int size) {
        synchronized (kernel) {
            return memory.allocate(size);
        }
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return call(() -> {
            int kind = type & ~TYPE_FLAGS;
            boolean known = domain == Socket.AF_UNIX
                    || domain == Socket.AF_INET
                    || domain == Socket.AF_INET6
                    || domain == Socket.PF_ROUTE;
            if (!known) {
                throw new KernelError(EAFNOSUPPORT);
            }
            if (kind != (domain == Socket.PF_ROUTE ? Socket.SOCK_RAW : Socket.SOCK_DGRAM)) {
                throw new KernelError(EPROTOTYPE);
            }
            int fd = FIRST_DESCRIPTOR;
            while (descriptors.containsKey(fd)) {
                fd++;
            }
            RouteSockets.Queue queue = domain == Socket.PF_ROUTE ? routeSockets.open(protocol) : null;
            descriptors.put(fd, new Descriptor(domain, queue));
            return fd;
        });
    }

    @Override
    public int close(int fd) {
        return call(() -> {
            Descriptor descriptor = descriptors.remove(fd);
            if (descriptor == null) {
                throw new KernelError(EBADF);
            }
            if (descriptor.queue != null) {
                routeSockets.close(descriptor.queue);
            }
            return 0;
        });
    }

    /** Knows SO_SETFIB only; the machine has one routing table. */
    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        return call(() -> {
            Descriptor descriptor = require(fd);
            if (level != Socket.SOL_SOCKET || option != Socket.SO_SETFIB) {
                throw new KernelError(ENOPROTOOPT);
            }
            if (length < Integer.BYTES || value.getInt(0) != 0 || descriptor.domain == Socket.AF_UNIX) {
                throw new KernelError(EINVAL);
            }
            return 0;
        });
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        return call(() -> {
            Descriptor descriptor = require(fd);
            return ioctls.call(descriptor.domain, process.root, request, argument);
        });
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        return call(() -> {
            Descriptor descriptor = require(fd);
            byte[] message = descriptor.queue == null ? null : descriptor.queue.poll();
            if (message == null) {
                throw new KernelError(EAGAIN);
            }
            int count = Math.min(message.length, length);
            if (count > buffer.size()) {
                throw new KernelError(EFAULT);
            }
            buffer.put(0, message, 0, count);
            return count;
        });
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        return call(() -> {
            Descriptor descriptor = require(fd);
            if (descriptor.queue == null) {
                throw new KernelError(ENOTCONN);
            }
            if (length > buffer.size()) {
                throw new KernelError(EFAULT);
            }
            byte[] message = buffer.bytes(0, length);
            routeSockets.write(ByteMemory.of(message), process);
            return length;
        });
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        return call(() -> {
            if (fresh != null && freshLength > fresh.size()) {
                throw new KernelError(EFAULT);
            }
            if (freshLength < 0) {
                throw new KernelError(EINVAL);
            }
            byte[] value = fresh == null ? null : fresh.bytes(0, freshLength);
            sysctls.call(name, old, oldLength, value, process.root);
            return 0;
        });
    }

    @Override
    public void close() {
        synchronized (kernel) {
            for (Descriptor descriptor : descriptors.values()) {
                if (descriptor.queue != null) {
                    routeSockets.close(descriptor.queue);
                }
            }
            descriptors.clear();
        }
    }

    private Descriptor require(int fd) {
        Descriptor descriptor = descriptors.get(fd);
        if (descriptor == null) {
            throw new KernelError(EBADF);
        }
        return descriptor;
    }

    private int call(IntSupplier work) {
        synchronized (kernel) {
            int result;
            try {
                result = work.getAsInt();
            } catch (KernelError e) {
                result = -e.errno();
            }
            kernel.interfaces().runLinkTasks();
            kernel.routes().settle();
            return result;
        }
    }
}
