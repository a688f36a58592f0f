package org.nethook.netif.sim;

import org.nethook.api.netif.MacAddress;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.sysctl.SysctlTable;

/**
 * What happens to a machine from outside, and what its administrator does by hand. Whatever cannot happen, such as pulling
 * what is not plugged in, is an {@link IllegalArgumentException} that says so, and changes nothing.
 */
public final class Hardware {
    private final SimMachine machine;
    private final Kernel kernel;
    private final SysctlTable sysctls;

    Hardware(SimMachine machine, Kernel kernel, SysctlTable sysctls) {
        this.machine = machine;
        this.kernel = kernel;
        this.sysctls = sysctls;
    }

    /** The hypervisor offers a VF: its interface attaches. It has link while it is up. */
    public void offerVf(String ifName, String driver, MacAddress mac) {
        synchronized (kernel) {
            requireFree(ifName);
            kernel.plugInVf(ifName, driver, mac);
        }
    }

    /** The hypervisor takes a VF away: its interface detaches. */
    public void revokeVf(String ifName) {
        pull(ifName);
    }

    /** An interface is plugged in. */
    public void plugIn(InterfaceSpec spec) {
        synchronized (kernel) {
            requireFree(spec.ifName());
            kernel.plugIn(spec.ifName(), spec.driver(), spec.mac(), spec.mtu(), spec.link());
        }
    }

    /** An interface is pulled out. */
    public void pull(String ifName) {
        synchronized (kernel) {
            if (!kernel.pull(require(ifName))) {
                throw new IllegalArgumentException(ifName + " is no hardware that could be pulled out");
            }
        }
    }

    /** The cable comes out. */
    public void loseLink(String ifName) {
        setCable(ifName, false);
    }

    /** The cable goes back in. */
    public void restoreLink(String ifName) {
        setCable(ifName, true);
    }

    private void setCable(String ifName, boolean in) {
        synchronized (kernel) {
            if (!kernel.setCable(require(ifName), in)) {
                throw new IllegalArgumentException(ifName + " is no hardware with a cable");
            }
        }
    }

    /** The administrator renames an interface. */
    public void rename(String from, String to) {
        synchronized (kernel) {
            Ifnet ifp = require(from);
            requireFree(to);
            if (to.isEmpty() || to.length() > 15) {
                throw new IllegalArgumentException("an interface's name has 1 to 15 characters, not \"" + to + "\"");
            }
            try {
                kernel.interfaces().rename(ifp, to);
            } catch (KernelError e) {
                throw new IllegalArgumentException(
                        "renaming " + from + " to " + to + ": " + FreeBsdErrno.of(e.errno()), e);
            }
            kernel.interfaces().runLinkTasks();
        }
    }

    /** The administrator sets a sysctl, a text or a whole number. */
    public void setSysctl(String name, Object value) {
        if (!(value instanceof String) && !(value instanceof Integer) && !(value instanceof Long)) {
            throw new IllegalArgumentException("sysctl " + name + " must be a text or a whole number, not " + value);
        }
        synchronized (kernel) {
            sysctls.set(name, value);
        }
    }

    /** A further line appears on /dev/devctl; it is delivered before this returns, after those that wait already. */
    public void devctlLine(String line) {
        synchronized (kernel) {
            kernel.devctl(line);
        }
        machine.deliverAll();
    }

    private Ifnet require(String ifName) {
        Ifnet ifp = kernel.interfaces().find(ifName);
        if (ifp == null) {
            throw new IllegalArgumentException("the machine has no interface " + ifName);
        }
        return ifp;
    }

    private void requireFree(String ifName) {
        if (kernel.interfaces().find(ifName) != null) {
            throw new IllegalArgumentException("the machine has an interface " + ifName + " already");
        }
    }
}
