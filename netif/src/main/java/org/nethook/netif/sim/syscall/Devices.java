package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EACCES;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EBUSY;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.KernelListener;
import org.nethook.netif.sim.module.Modules;

/**
 * What the processes of a machine share besides its network: the devices /dev/devctl (sys/kern/kern_devctl.c) and those
 * of tap(4) and tun(4), and the modules of its kernel.
 */
public final class Devices implements KernelListener {
    /** hw.bus.devctl_queue. */
    private static final int LONGEST_QUEUE = 1000;

    private static final String PREFIX = "/dev/";
    private static final String DEVCTL = "devctl";

    private final Kernel kernel;
    private final Modules modules;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private boolean devctlOpen;

    /** The devices of a kernel that will tell this of what it announces. */
    public Devices(Kernel kernel) {
        this.kernel = kernel;
        this.modules = new Modules(kernel);
    }

    /** The modules of the kernel. */
    public Modules modules() {
        return modules;
    }

    @Override
    public void devctl(String line) {
        if (lines.size() == LONGEST_QUEUE) {
            lines.removeFirst();
        }
        lines.add((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Opens a device; the flags make no difference, O_NONBLOCK neither. */
    OpenFile open(String path, boolean root) {
        String device = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
        Ifnet ifp = kernel.cloners().ofDevice(device);
        if (!device.equals(DEVCTL) && ifp == null) {
            throw new KernelError(ENOENT);
        }
        if (!root) {
            throw new KernelError(EACCES);
        }
        if (ifp != null) {
            kernel.cloners().setDeviceOpen(ifp, true);
            return new Tunnel(ifp);
        }
        if (devctlOpen) {
            throw new KernelError(EBUSY);
        }
        devctlOpen = true;
        return new Devctl();
    }

    /** Gives a line to each read, and what does not fit into the reader's buffer to nobody. */
    private final class Devctl extends OpenFile {
        @Override
        byte[] read() {
            return lines.poll();
        }

        @Override
        int readable() {
            return lines.isEmpty() ? 0 : lines.peek().length;
        }

        @Override
        void close() {
            devctlOpen = false;
        }
    }

    /** The other end of a tap(4) or tun(4). */
    private final class Tunnel extends OpenFile {
        private final Ifnet ifp;

        private Tunnel(Ifnet ifp) {
            this.ifp = ifp;
        }

        @Override
        void close() {
            kernel.cloners().setDeviceOpen(ifp, false);
        }
    }
}
