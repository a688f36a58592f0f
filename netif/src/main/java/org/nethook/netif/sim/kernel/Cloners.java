package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOSPC;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENXIO;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_LOOP;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_DOWN;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.nethook.netif.sim.kernel.state.Driver;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** Makes and destroys pseudo-interfaces (sys/net/if_clone.c); this kernel has lo(4), lagg(4), vlan(4), epair(4) and some that do nothing. */
public final class Cloners {
    private static final String LAGG = "lagg";
    private static final int MAX_UNIT = 32767;

    private final Kernel kernel;
    private final Map<String, TreeMap<Integer, Ifnet>> units = new HashMap<>();
    private final TreeMap<Integer, List<Ifnet>> epairs = new TreeMap<>();

    /** In the order SIOCIFGCLONERS has them: those that came last come first. */
    private final List<String> names = new ArrayList<>();

    /** Which MAC an interface of this name gets; kernels make up one. */
    private Function<String, byte[]> macs = Cloners::madeUpMac;

    Cloners(Kernel kernel) {
        this.kernel = kernel;
        names.addAll(
                kernel.is14()
                        ? List.of("vlan", "lagg", "bridge", "vmnet", "tap", "tun", "gif", "epair", "lo")
                        : List.of("lagg", "gif", "vlan", "bridge", "tun", "epair", "lo", "vmnet", "tap"));
    }

    /** The names of all cloners. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** A module with this cloner is loaded. */
    public void add(String cloner) {
        names.remove(cloner);
        names.add(0, cloner);
    }

    /** The module with this cloner is not there; what it has made is destroyed. */
    public void remove(String cloner) {
        names.remove(cloner);
        if (cloner.equals("tap")) {
            names.remove("vmnet");
        }
        for (Ifnet ifp : kernel.interfaces().list()) {
            if (ifp.driverName.equals(cloner) && kernel.interfaces().find(ifp.name) == ifp) {
                destroy(ifp.name);
            }
        }
    }

    /** From now on new Ethernet interfaces have the MACs that this gives to their names. */
    public void useMacs(Function<String, byte[]> source) {
        macs = source;
    }

    /** Locally administered, and another for every name. */
    public static byte[] madeUpMac(String name) {
        int hash = name.hashCode();
        int last = name.endsWith("a") ? 0xa : name.endsWith("b") ? 0xb : 0;
        return new byte[] {2, 0, (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash, (byte) last};
    }

    /** The kernel makes lo0 itself; it cannot be destroyed. */
    public void createLoopback() {
        Ifnet lo = Ifnet.loopback(new Loopback(kernel), IFT_LOOP);
        kernel.interfaces().attach(lo);
        kernel.groups().add(lo, "lo");
    }

    /**
     * SIOCIFCREATE2.
     *
     * @param name a cloner's name, with a unit or without one for the lowest that is free
     * @return the name with its unit
     */
    public String create(String name) {
        for (String cloner : names) {
            if (name.startsWith(cloner) && isDigits(name, cloner.length())) {
                return create(name, cloner);
            }
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            return createOn(name, dot);
        }
        throw new KernelError(EINVAL);
    }

    /** hn0.100: the vlan(4) of number 100 on hn0. */
    private String createOn(String name, int dot) {
        Ifnet parent = kernel.interfaces().find(name.substring(0, dot));
        boolean good = names.contains("vlan") && dot + 1 < name.length() && isDigits(name, dot + 1);
        if (parent == null || !good) {
            throw new KernelError(EINVAL);
        }
        if (kernel.interfaces().find(name) != null) {
            throw new KernelError(EEXIST);
        }
        kernel.groups().add(Vlan.create(kernel, parent, unit(name.substring(dot + 1)), name), "vlan");
        return name;
    }

    private String create(String name, String cloner) {
        if (cloner.equals("epair")) {
            return createEpair(unit(name, cloner.length(), epairs, "a"));
        }
        if (cloner.equals(LAGG)) {
            return create(LAGG, name, unit -> Lagg.create(kernel, unit));
        }
        if (cloner.equals("vlan")) {
            return create(cloner, name, unit -> Vlan.create(kernel, unit));
        }
        for (Pseudo.Kind kind : Pseudo.Kind.values()) {
            if (kind.driver.equals(cloner)) {
                return create(cloner, name, unit -> Pseudo.create(kernel, kind, unit, macs.apply(cloner + unit)));
            }
        }
        throw new KernelError(EINVAL);
    }

    /** The device of a tap(4) or tun(4) is opened or closed, which is its cable. */
    public void setDeviceOpen(Ifnet ifp, boolean open) {
        ((Pseudo) ifp.driver).setOpen(ifp, open);
    }

    /** The interface whose device has this name, whatever it is called now; null when there is none. */
    public Ifnet ofDevice(String device) {
        for (Ifnet ifp : kernel.interfaces().list()) {
            boolean hasDevice = ifp.driver instanceof Pseudo && ifp.driver.hasStatus();
            if (hasDevice && ifp.driverNameAndUnit().equals(device)) {
                return ifp;
            }
        }
        return null;
    }

    private String create(String driver, String name, IntFunction<Ifnet> maker) {
        TreeMap<Integer, Ifnet> taken = units.computeIfAbsent(driver, ignored -> new TreeMap<>());
        int unit = unit(name, driver.length(), taken, "");
        Ifnet ifp = maker.apply(unit);
        taken.put(unit, ifp);
        kernel.groups().add(ifp, driver);
        return ifp.name;
    }

    /** The unit that is asked for, or the lowest that is free. */
    private int unit(String name, int digitsAt, TreeMap<Integer, ?> taken, String suffix) {
        String base = name.substring(0, digitsAt);
        if (name.length() == digitsAt) {
            int unit = 0;
            while (taken.containsKey(unit) || kernel.interfaces().find(base + unit + suffix) != null) {
                unit++;
            }
            return unit;
        }
        int unit = unit(name.substring(digitsAt));
        if (unit > MAX_UNIT) {
            throw new KernelError(ENOSPC);
        }
        if (taken.containsKey(unit) || kernel.interfaces().find(name + suffix) != null) {
            throw new KernelError(EEXIST);
        }
        return unit;
    }

    /** Both ends have link as soon as both are there. */
    private String createEpair(int unit) {
        List<Ifnet> ends = new ArrayList<>();
        for (String end : List.of("a", "b")) {
            byte[] mac = macs.apply("epair" + unit + end);
            Nic nic = new Nic(kernel, Nic.Kind.EPAIR, true, Nic.MAX_MTU);
            Ifnet ifp = Ifnet.ethernet(nic, "epair", unit, mac);
            ifp.name = "epair" + unit + end;
            ifp.running = true;
            nic.attach(ifp);
            ends.add(ifp);
        }
        epairs.put(unit, ends);
        ends.forEach(ifp -> ((Nic) ifp.driver).updateLink(ifp));
        kernel.groups().add(ends.get(1), "epair");
        kernel.groups().add(ends.get(0), "epair");
        return ends.get(0).name;
    }

    /** SIOCIFDESTROY; of an epair either end takes the other along. */
    public void destroy(String name) {
        Ifnet ifp = kernel.interfaces().find(name);
        if (ifp == null) {
            throw new KernelError(ENXIO);
        }
        if (Lagg.of(ifp) != null) {
            Lagg.of(ifp).destroy();
            units.get(LAGG).remove(ifp.unit);
        } else if (Vlan.of(ifp) != null) {
            Vlan.of(ifp).destroy();
            units.getOrDefault(ifp.driverName, new TreeMap<>()).remove(ifp.unit);
        } else if (ifp.driver instanceof Pseudo) {
            ((Pseudo) ifp.driver).destroy(ifp);
            units.get(ifp.driverName).remove(ifp.unit);
        } else if (ifp.driver instanceof Nic && ((Nic) ifp.driver).isEpair()) {
            List<Ifnet> ends = epairs.remove(ifp.unit);
            for (Ifnet end : ends) {
                ((Nic) end.driver).setCable(end, false);
                kernel.interfaces().runLinkTasks();
            }
            int first = kernel.is14() ? 0 : 1;
            kernel.interfaces().detach(ends.get(first));
            kernel.interfaces().detach(ends.get(1 - first));
        } else {
            throw new KernelError(EINVAL);
        }
    }

    /** Who hears what an interface sends: the other end of an epair, or the lagg that this is a port of; null for nobody. */
    Ifnet hears(Ifnet sender) {
        if (sender.port != null) {
            // A port sends nothing of its own.
            return null;
        }
        Lagg lagg = Lagg.of(sender);
        LaggPort active = lagg == null ? null : lagg.activePort();
        Ifnet card = lagg == null ? sender : active == null ? null : active.ifp;
        for (List<Ifnet> ends : epairs.values()) {
            int at = ends.indexOf(card);
            if (at >= 0) {
                Ifnet other = ends.get(1 - at);
                boolean hears = card.isUp() && other.isUp();
                Lagg over = Lagg.ofPort(other);
                boolean lagged = hears && over != null && over.activePort() == other.port;
                return !hears ? null : over == null ? other : lagged ? over.ifp : null;
            }
        }
        return null;
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A unit has no leading zero and fits into an int. */
    private static int unit(String digits) {
        if (digits.length() > 1 && digits.charAt(0) == '0' || digits.length() > 10) {
            throw new KernelError(EINVAL);
        }
        long unit = Long.parseLong(digits);
        if (unit > Integer.MAX_VALUE) {
            throw new KernelError(EINVAL);
        }
        return (int) unit;
    }

    /** lo(4): has link while it is up. */
    private record Loopback(Kernel kernel) implements Driver {
        /** Checksums of all kinds, HWCSUM and LINKSTATE. */
        private static final int CAPABILITIES = 0x680003;

        @Override
        public void flagsChanged(Ifnet ifp) {
            kernel.interfaces().setLinkState(ifp, ifp.isUp() ? LINK_STATE_UP : LINK_STATE_DOWN);
        }

        @Override
        public void setMtu(Ifnet ifp, int mtu) {
            ifp.mtu = mtu;
        }

        @Override
        public int capabilities(Ifnet ifp) {
            return CAPABILITIES;
        }
    }
}
