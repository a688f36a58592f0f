package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EFAULT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOTTY;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;

import java.util.HashMap;
import java.util.Map;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.query.FileIo;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/**
 * ioctl(2) on a socket: the argument is copied in, the request done, and, if it succeeded, the argument copied out, each
 * as the request's number says.
 */
final class IoctlCalls {
    private static final long IOC_OUT = 0x40000000L;
    private static final long IOC_IN = 0x80000000L;
    private static final int LENGTH_MASK = 0x1fff;

    private final Kernel kernel;
    private final UserMemory memory;
    private final Map<Long, Handler> handlers = new HashMap<>();

    /** Does one request. */
    @FunctionalInterface
    interface Handler {
        /** @throws KernelError when the kernel refuses */
        void handle(Call call);
    }

    /** One call: the argument as the kernel has copied it, and who made it how. */
    final class Call {
        private final int domain;
        private final boolean root;
        private final ByteMemory data;

        private Call(int domain, boolean root, ByteMemory data) {
            this.domain = domain;
            this.root = root;
            this.data = data;
        }

        /** The argument; what is written here is copied out where the request says so. */
        ByteMemory data() {
            return data;
        }

        /** The interface named first in the argument, or ENXIO. */
        Ifnet ifp() {
            return kernel.interfaces().require(IfReq.name(data));
        }

        /** EPERM for all but root. */
        void requireRoot() {
            if (!root) {
                throw new KernelError(EPERM);
            }
        }

        /** Requests of a protocol are unknown to sockets of another. */
        void requireDomain(int wanted) {
            if (domain != wanted) {
                throw new KernelError(EINVAL);
            }
        }

        /** What pointers in the argument point to. */
        UserMemory memory() {
            return memory;
        }
    }

    IoctlCalls(Kernel kernel, UserMemory memory) {
        this.kernel = kernel;
        this.memory = memory;
        new InterfaceIoctls(kernel, this);
        new AddressIoctls(kernel, this);
        new Inet6Ioctls(kernel, this);
        new LaggIoctls(this);
        new QueryIoctls(kernel, this);
    }

    void on(IoctlRequest request, Handler handler) {
        handlers.put(request.number(), handler);
    }

    int call(OpenFile file, boolean root, long request, Memory argument) {
        long number = request & 0xffffffffL;
        int size = (int) (number >> 16) & LENGTH_MASK;
        if (argument.size() < size) {
            throw new KernelError(EFAULT);
        }
        ByteMemory data = ByteMemory.allocate(Math.max(size, IfReq.SIZE));
        if ((number & IOC_IN) != 0) {
            data.put(0, argument.bytes(0, size), 0, size);
        }
        if (number == FileIo.FIONBIO.number()) {
            file.setNonBlocking(data.getInt(0) != 0);
            return 0;
        }
        if (number == FileIo.FIONREAD.number() && file.domain() >= 0) {
            argument.putInt(0, file.readable());
            return 0;
        }
        if (file.domain() < 0 || (number >> 8 & 0xff) != 'i') {
            throw new KernelError(ENOTTY);
        }
        Call call = new Call(file.domain(), root, data);
        Handler handler = handlers.get(number);
        if (handler == null) {
            // The drivers know nothing of it either.
            call.ifp();
            throw new KernelError(EINVAL);
        }
        handler.handle(call);
        if ((number & IOC_OUT) != 0) {
            argument.put(0, data.array(), 0, size);
        }
        return 0;
    }
}
