package org.nethook.netif.sim;

import java.time.Duration;
import java.util.Optional;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Routers;
import org.nethook.netif.sim.kernel.state.Ifaddr;
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
        offerVf(ifName, driver, mac, InterfaceSpec.MOST_MTU);
    }

    /**
     * The hypervisor offers a VF: its interface attaches. It has link while it is up.
     *
     * @param mostMtu the largest MTU its driver accepts
     */
    public void offerVf(String ifName, String driver, MacAddress mac, int mostMtu) {
        synchronized (kernel) {
            requireFree(ifName);
            kernel.plugInVf(ifName, driver, mac, mostMtu);
        }
    }

    /**
     * A VF stops carrying traffic although it stays: it has no link then. In transparent mode its hn carries on without it,
     * and only dev.hn.N.vf_xpnt_enabled tells.
     */
    public void failVf(String ifName) {
        setFailed(ifName, true);
    }

    /** A VF that had failed carries traffic again. */
    public void recoverVf(String ifName) {
        setFailed(ifName, false);
    }

    private void setFailed(String ifName, boolean failed) {
        synchronized (kernel) {
            if (!kernel.setFailed(require(ifName), failed)) {
                throw new IllegalArgumentException(ifName + " is no VF");
            }
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
            kernel.plugIn(spec.ifName(), spec.driver(), spec.mac(), spec.mtu(), spec.link(), spec.mostMtu());
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

    /**
     * A router's advertisement arrives on the wire of an interface. It reaches the lagg of a port that carries the traffic,
     * and a VF instead of its hn.
     */
    public void advertise(String ifName, RouterAdvertisement advertisement) {
        Routers.Advertisement told = new Routers.Advertisement(
                advertisement.router().octets(),
                (int) advertisement.routerLifetime().toSeconds(),
                advertisement.prefix().octets(),
                advertisement.prefixLength(),
                seconds(advertisement.lifetime().valid()),
                seconds(advertisement.lifetime().preferred()));
        synchronized (kernel) {
            kernel.inet6().routers().arrive(require(ifName), told);
            kernel.interfaces().runLinkTasks();
        }
    }

    private static long seconds(Optional<Duration> lifetime) {
        return lifetime.isEmpty() ? Ifaddr.FOREVER : lifetime.get().toSeconds();
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
            administer(
                    "renaming " + from + " to " + to, () -> kernel.interfaces().rename(ifp, to));
        }
    }

    /** The administrator creates a pseudo-interface, such as {@code bridge0} or {@code epair0}. */
    public void create(String name) {
        administer("creating " + name, () -> kernel.cloners().create(name));
    }

    /** The administrator destroys a pseudo-interface. */
    public void destroy(String ifName) {
        require(ifName);
        administer("destroying " + ifName, () -> kernel.cloners().destroy(ifName));
    }

    /** The administrator gives an interface another Ethernet address, such as that of a hn. */
    public void setMac(String ifName, MacAddress mac) {
        Ifnet ifp = require(ifName);
        administer("setting the MAC of " + ifName, () -> kernel.interfaces().setMac(ifp, mac.octets()));
    }

    private void administer(String what, Runnable work) {
        synchronized (kernel) {
            try {
                work.run();
            } catch (KernelError e) {
                throw new IllegalArgumentException(what + ": " + FreeBsdErrno.of(e.errno()), e);
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
