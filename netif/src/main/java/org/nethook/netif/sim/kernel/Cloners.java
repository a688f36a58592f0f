package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOSPC;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENXIO;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_LOOP;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes and destroys pseudo-interfaces (sys/net/if_clone.c); this kernel has lo(4), lagg(4) and epair(4). */
public final class Cloners {
    private static final int MAX_UNIT = 32767;

    private final Kernel kernel;
    private final TreeMap<Integer, Ifnet> laggs = new TreeMap<>();
    private final TreeMap<Integer, List<Ifnet>> epairs = new TreeMap<>();

    /** Which MAC an interface of this name gets; kernels make up one. */
    private Function<String, byte[]> macs = Cloners::madeUpMac;

    Cloners(Kernel kernel) {
        this.kernel = kernel;
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
        kernel.interfaces().attach(Ifnet.loopback(new Loopback(kernel), IFT_LOOP));
    }

    /**
     * SIOCIFCREATE2.
     *
     * @param name a cloner's name, with a unit or without one for the lowest that is free
     * @return the name with its unit
     */
    public String create(String name) {
        if (name.startsWith("lagg") && isDigits(name, 4)) {
            int unit = unit(name, 4, laggs, "");
            Ifnet ifp = Lagg.create(kernel, unit);
            laggs.put(unit, ifp);
            return ifp.name;
        }
        if (name.startsWith("epair") && isDigits(name, 5)) {
            int unit = unit(name, 5, epairs, "a");
            return createEpair(unit);
        }
        throw new KernelError(EINVAL);
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
            Nic nic = new Nic(kernel, Nic.Kind.EPAIR, true);
            Ifnet ifp = Ifnet.ethernet(nic, "epair", unit, mac);
            ifp.name = "epair" + unit + end;
            ifp.running = true;
            nic.attach(ifp);
            ends.add(ifp);
        }
        epairs.put(unit, ends);
        ends.forEach(ifp -> ((Nic) ifp.driver).updateLink(ifp));
        return ends.get(0).name;
    }

    /** SIOCIFDESTROY; of an epair either end takes the other along. */
    public void destroy(String name) {
        Ifnet ifp = kernel.interfaces().find(name);
        if (ifp == null) {
            throw new KernelError(ENXIO);
        }
        if (ifp.lagg() != null) {
            ifp.lagg().destroy();
            laggs.remove(ifp.unit);
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

    /** lo(4): has link from the moment it goes up for the first time. */
    private record Loopback(Kernel kernel) implements Driver {
        @Override
        public void flagsChanged(Ifnet ifp) {
            if (ifp.isUp()) {
                kernel.interfaces().setLinkState(ifp, LINK_STATE_UP);
            }
        }

        @Override
        public void setMtu(Ifnet ifp, int mtu) {
            ifp.mtu = mtu;
        }
    }
}
