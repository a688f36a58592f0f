package org.nethook.netif.sim;

import java.util.function.Consumer;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;

/** A simulated FreeBSD machine: its kernel, its hardware, and the parts of its userland that touch the network. */
public final class SimMachine implements AutoCloseable {

    /** A machine that is switched off. */
    public SimMachine(MachineSpec spec, VirtualTime time) {
        throw new UnsupportedOperationException("being built: " + spec + time);
    }

    /** Starts the machine: the kernel finds the interfaces, then rc configures them from rc.conf. */
    public void boot() {
        throw new UnsupportedOperationException();
    }

    /** Who is told of every devctl line, such as {@code !system=IFNET subsystem=hn0 type=LINK_UP}, without newline. */
    public void onDevctl(Consumer<String> listener) {
        throw new UnsupportedOperationException();
    }

    /** The kernel's system calls, as root. */
    public LibC libc() {
        throw new UnsupportedOperationException();
    }

    /** The FreeBSD services over {@link #libc}. */
    public Platform platform() {
        throw new UnsupportedOperationException();
    }

    /** What can be plugged, pulled and cut. */
    public Hardware hardware() {
        throw new UnsupportedOperationException();
    }

    /** Whether a packet sent to the default gateway now would get there. */
    public boolean hasPath() {
        throw new UnsupportedOperationException();
    }

    /** By which interface, or why not: {@code lagg0 via mlxen0} or {@code none: hn0 has no link}. */
    public String pathDescription() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
