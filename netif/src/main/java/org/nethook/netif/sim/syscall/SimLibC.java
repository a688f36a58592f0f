package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAGAIN;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EFAULT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOPROTOOPT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOTCONN;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOTSOCK;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EOPNOTSUPP;

import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.module.Modules;
import org.nethook.netif.sim.sysctl.SysctlTable;

/**
 * The system calls of one process on a simulated kernel. A call that would block forever because nobody else runs, such
 * as reading an empty routing socket, is EAGAIN. Calls run one at a time.
 */
public final class SimLibC implements LibC {
    private static final int SO_USELOOPBACK = 0x40;

    private final Kernel kernel;
    private final Process process;
    private final UserMemory memory = new UserMemory();
    private final Descriptors descriptors;
    private final Devices devices;
    private final IoctlCalls ioctls;
    private final RouteSockets routeSockets;
    private final SysctlCalls sysctls;
    private Runnable observer = SimLibC::ignore;
    private long calls;

    /**
     * Who calls.
     *
     * @param pid its number
     * @param root whether it has the rights of root
     */
    public record Process(int pid, boolean root) {}

    /**
     * A process whose only open files are its console's.
     *
     * @param routeSockets the routing sockets of the kernel, shared by all processes
     * @param table the sysctls of the machine, shared by all processes
     */
    public SimLibC(Kernel kernel, RouteSockets routeSockets, SysctlTable table, Process process) {
        this(kernel, routeSockets, table, new Devices(kernel), process);
    }

    /**
     * A process on a machine with devices.
     *
     * @param devices shared by all processes
     */
    public SimLibC(Kernel kernel, RouteSockets routeSockets, SysctlTable table, Devices devices, Process process) {
        this.kernel = kernel;
        this.devices = devices;
        this.descriptors = new Descriptors(routeSockets);
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
        return call(() -> descriptors.socket(domain, type, protocol, process.root));
    }

    @Override
    public int close(int fd) {
        return call(() -> {
            descriptors.close(fd);
            return 0;
        });
    }

    /** Knows SO_SETFIB only. */
    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        return call(() -> {
            OpenFile file = descriptors.require(fd);
            if (level != Socket.SOL_SOCKET || option != Socket.SO_SETFIB) {
                throw new KernelError(ENOPROTOOPT);
            }
            if (length < Integer.BYTES || file.domain() == Socket.AF_UNIX) {
                throw new KernelError(EINVAL);
            }
            int fib = value.getInt(0);
            if (fib < 0 || fib >= kernel.fibs()) {
                throw new KernelError(EINVAL);
            }
            file.setFib(fib);
            return 0;
        });
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        return call(() -> ioctls.call(descriptors.require(fd), process.root, request, argument));
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        return call(() -> {
            OpenFile file = descriptors.require(fd);
            if (length < 0) {
                throw new KernelError(EINVAL);
            }
            if (Math.min(length, file.readable()) > buffer.size()) {
                throw new KernelError(EFAULT);
            }
            byte[] message = file.read();
            if (message == null) {
                throw new KernelError(EAGAIN);
            }
            int count = Math.min(message.length, length);
            buffer.put(0, message, 0, count);
            return count;
        });
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        return call(() -> {
            OpenFile file = descriptors.require(fd);
            if (!(file instanceof Descriptors.RouteSocket)) {
                throw new KernelError(ENOTCONN);
            }
            if (length > buffer.size()) {
                throw new KernelError(EFAULT);
            }
            ByteMemory message = ByteMemory.of(buffer.bytes(0, length));
            routeSockets.write(message, process, file.fib(), ((Descriptors.RouteSocket) file).queue());
            return length;
        });
    }

    /** A simulated machine has no socket files, so that nobody is there to connect to. */
    @Override
    public int connect(int fd, Memory address, int length) {
        return call(() -> {
            int domain = descriptors.require(fd).domain();
            throw new KernelError(domain < 0 ? ENOTSOCK : domain == Socket.AF_UNIX ? ENOENT : EOPNOTSUPP);
        });
    }

    /**
     * open(2) of a device: /dev/devctl or that of a tap(4) or tun(4).
     *
     * @return a descriptor, or a negated errno
     */
    public int open(String path) {
        return call(() -> descriptors.add(devices.open(path, process.root)));
    }

    /** fcntl(2) with F_GETFL or F_SETFL. */
    public int fcntl(int fd, int command, int argument) {
        return call(() -> descriptors.fcntl(fd, command, argument));
    }

    /**
     * poll(2) of things that can be read, without waiting.
     *
     * @param polled {@code count} times struct pollfd
     */
    public int poll(Memory polled, int count) {
        return call(() -> descriptors.poll(polled, count));
    }

    /** setsockopt(2) of a number, of which SO_USELOOPBACK of a routing socket makes a difference. */
    public int setsockopt(int fd, int level, int option, int value) {
        return call(() -> {
            OpenFile file = descriptors.require(fd);
            if (file.domain() < 0) {
                throw new KernelError(ENOTSOCK);
            }
            if (level == Socket.SOL_SOCKET && option == SO_USELOOPBACK && file instanceof Descriptors.RouteSocket) {
                ((Descriptors.RouteSocket) file).queue().hearOwn(value != 0);
            }
            return 0;
        });
    }

    /**
     * One of the calls about modules, with the rights of this process.
     *
     * @return what it returns, or a negated errno
     */
    public int modules(BiFunction<Modules, Boolean, Integer> work) {
        return call(() -> work.apply(devices.modules(), process.root));
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
            descriptors.closeAll();
        }
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
            calls++;
            observer.run();
            return result;
        }
    }

    private static void ignore() {
        // nobody wants to know
    }

    /** How many calls were made so far. */
    public long calls() {
        synchronized (kernel) {
            return calls;
        }
    }

    /** What is run after each call, before it returns, after what was given before. */
    public void afterEachCall(Runnable further) {
        synchronized (kernel) {
            Runnable before = observer;
            observer = () -> {
                before.run();
                further.run();
            };
        }
    }
}
