package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.Timer;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.KernelListener;
import org.nethook.netif.sim.kernel.state.Membership;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.kernel.state.Route;

/**
 * The network part of one simulated kernel. It knows nothing of bytes; the system calls are in {@code sim.syscall}. Not
 * for use by several threads.
 */
public final class Kernel {
    private final Release release;
    private final InstantSource clock;
    private final Timer timer;
    private final Instant boot;
    private final List<KernelListener> listeners = new ArrayList<>();
    private final KernelListener fanOut = new FanOut();
    private final Interfaces interfaces = new Interfaces(this);
    private final Routes routes = new Routes(this);
    private final List<Routes> otherRoutes = new ArrayList<>();
    private final Inet inet = new Inet(this);
    private final Inet6 inet6 = new Inet6(this);
    private final Multicast multicast = new Multicast(this);
    private final Groups groups = new Groups();
    private final Cloners cloners;
    private final HyperV hyperv;
    private boolean hasHyperV;

    /**
     * A kernel that has found no hardware yet; it has lo0 from the start.
     *
     * @param transparent whether hn(4) uses its VFs transparently (hw.hn.vf_transparent)
     */
    public Kernel(Release release, InstantSource clock, Timer timer, boolean transparent) {
        this.release = release;
        this.clock = clock;
        this.timer = timer;
        this.boot = clock.instant();
        this.hyperv = new HyperV(this, transparent);
        this.cloners = new Cloners(this);
    }

    /** Starts telling of what is announced from now on. */
    public void addListener(KernelListener listener) {
        listeners.add(listener);
    }

    /** The release whose rules hold. */
    public Release release() {
        return release;
    }

    /** The interfaces. */
    public Interfaces interfaces() {
        return interfaces;
    }

    /** The routes of FIB 0. */
    public Routes routes() {
        return routes;
    }

    /** The routes of a table; EINVAL there is none. */
    public Routes routes(int fib) {
        if (fib < 0 || fib >= fibs()) {
            throw new KernelError(EINVAL);
        }
        return fib == 0 ? routes : otherRoutes.get(fib - 1);
    }

    /** IPv4 addresses. */
    public Inet inet() {
        return inet;
    }

    /** IPv6 addresses. */
    public Inet6 inet6() {
        return inet6;
    }

    /** How many routing tables there are (net.fibs). */
    public int fibs() {
        return 1 + otherRoutes.size();
    }

    /** Gives the kernel that many routing tables, before it has any route. */
    public void useFibs(int count) {
        for (int fib = 1; fib < count; fib++) {
            Routes table = new Routes(this);
            otherRoutes.add(table);
            routes.mirrorTo(table);
        }
    }

    Multicast multicast() {
        return multicast;
    }

    /** Groups of interfaces. */
    public Groups groups() {
        return groups;
    }

    /** Pseudo-interfaces. */
    public Cloners cloners() {
        return cloners;
    }

    /** hn(4) and its VFs. */
    public HyperV hyperv() {
        return hyperv;
    }

    /** The kernel was built with the drivers of Hyper-V, whether it runs there or not. */
    public void buildWithHyperV() {
        hasHyperV = true;
    }

    /** Whether the kernel is known to have been built with the drivers of Hyper-V. */
    public boolean hasHyperV() {
        return hasHyperV;
    }

    /** When the kernel was started. */
    public Instant bootTime() {
        return boot;
    }

    /** Plugs in an Ethernet interface under any name, whose last digits are its driver's unit. */
    public void plugIn(String name, String driverName, MacAddress mac, int mtu, boolean link) {
        plugIn(name, driverName, mac, mtu, link, Nic.MAX_MTU);
    }

    /**
     * Plugs in an Ethernet interface under any name, whose last digits are its driver's unit.
     *
     * @param mostMtu the largest MTU its driver accepts
     */
    public void plugIn(String name, String driverName, MacAddress mac, int mtu, boolean link, int mostMtu) {
        Nic.Kind kind = driverName.equals("hn") ? Nic.Kind.SYNTHETIC : Nic.Kind.PLAIN;
        attachNic(name, driverName, mac, mtu, new Nic(this, kind, link, mostMtu));
    }

    /** Plugs in a virtual function. */
    public void plugInVf(String name, String driverName, MacAddress mac) {
        plugInVf(name, driverName, mac, Nic.MAX_MTU);
    }

    /**
     * Plugs in a virtual function.
     *
     * @param mostMtu the largest MTU its driver accepts
     */
    public void plugInVf(String name, String driverName, MacAddress mac, int mostMtu) {
        attachNic(name, driverName, mac, Ifnet.ETHERMTU, new Nic(this, Nic.Kind.VF, true, mostMtu));
    }

    /**
     * A virtual function stops carrying traffic although it stays plugged in, or carries it again.
     *
     * @return false when the interface is no virtual function
     */
    public boolean setFailed(Ifnet ifp, boolean failed) {
        if (!(ifp.driver instanceof Nic) || !((Nic) ifp.driver).isVf()) {
            return false;
        }
        ((Nic) ifp.driver).setFailed(ifp, failed);
        hyperv.vfFailed(ifp, failed);
        interfaces.runLinkTasks();
        return true;
    }

    private void attachNic(String name, String driverName, MacAddress mac, int mtu, Nic nic) {
        int digits = name.length();
        while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        int unit = digits == name.length() || name.length() - digits > 6 ? 0 : Integer.parseInt(name.substring(digits));
        Ifnet ifp = Ifnet.ethernet(nic, driverName, unit, mac.octets());
        ifp.name = name;
        ifp.mtu = mtu;
        nic.attach(ifp);
        interfaces.runLinkTasks();
    }

    /**
     * Pulls an interface out.
     *
     * @return false when it is no piece of hardware
     */
    public boolean pull(Ifnet ifp) {
        if (!(ifp.driver instanceof Nic) || ((Nic) ifp.driver).isEpair()) {
            return false;
        }
        interfaces.detach(ifp);
        interfaces.runLinkTasks();
        return true;
    }

    /**
     * The cable of an interface goes in or out.
     *
     * @return false when it is no piece of hardware
     */
    public boolean setCable(Ifnet ifp, boolean in) {
        if (!(ifp.driver instanceof Nic)) {
            return false;
        }
        ((Nic) ifp.driver).setCable(ifp, in);
        interfaces.runLinkTasks();
        return true;
    }

    /** A line appears on /dev/devctl. */
    public void devctl(String line) {
        fanOut.devctl(line);
    }

    void devctl(String system, String subsystem, String typeAndData) {
        fanOut.devctl("!system=" + system + " subsystem=" + subsystem + " type=" + typeAndData);
    }

    KernelListener listener() {
        return fanOut;
    }

    InstantSource clock() {
        return clock;
    }

    Timer timer() {
        return timer;
    }

    Duration uptime() {
        return Duration.between(boot, clock.instant());
    }

    boolean is14() {
        return release.isAtLeast(Release.V14_0);
    }

    private final class FanOut implements KernelListener {
        @Override
        public void ifInfo(Ifnet ifp) {
            listeners.forEach(listener -> listener.ifInfo(ifp));
        }

        @Override
        public void announce(Ifnet ifp, boolean arrival) {
            listeners.forEach(listener -> listener.announce(ifp, arrival));
        }

        @Override
        public void address(Ifaddr ifa, boolean added) {
            listeners.forEach(listener -> listener.address(ifa, added));
            if (is14()) {
                String type = added ? "ADDR_ADD" : "ADDR_DEL";
                Kernel.this.devctl("IFNET", ifa.ifp.name, type + " address=" + Inet6.kernelText(ifa));
            }
        }

        @Override
        public void multicast(Membership membership, boolean joined) {
            listeners.forEach(listener -> listener.multicast(membership, joined));
        }

        @Override
        public void route(Route route, boolean added, int flags, int addrs) {
            listeners.forEach(listener -> listener.route(route, added, flags, addrs));
        }

        @Override
        public void hostRoute(Ifaddr ifa, boolean added) {
            listeners.forEach(listener -> listener.hostRoute(ifa, added));
        }

        @Override
        public void neighbour(Ifaddr ifa) {
            listeners.forEach(listener -> listener.neighbour(ifa));
        }

        @Override
        public void devctl(String line) {
            listeners.forEach(listener -> listener.devctl(line));
        }
    }
}
