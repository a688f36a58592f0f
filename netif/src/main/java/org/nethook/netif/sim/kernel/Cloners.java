package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOSPC;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENXIO;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_LOOP;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import java.util.TreeMap;

/** Makes and destroys pseudo-interfaces (sys/net/if_clone.c); this kernel has lo(4) and lagg(4). */
public final class Cloners {
    private static final int MAX_UNIT = 32767;

    private final Kernel kernel;
    private final TreeMap<Integer, Ifnet> laggs = new TreeMap<>();

    Cloners(Kernel kernel) {
        this.kernel = kernel;
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
        if (!name.startsWith("lagg") || !isDigits(name, 4)) {
            throw new KernelError(EINVAL);
        }
        int unit = name.length() == 4 ? -1 : unit(name.substring(4));
        if (unit > MAX_UNIT) {
            throw new KernelError(ENOSPC);
        }
        if (unit < 0) {
            unit = 0;
            while (laggs.containsKey(unit) || kernel.interfaces().find("lagg" + unit) != null) {
                unit++;
            }
        } else if (laggs.containsKey(unit) || kernel.interfaces().find(name) != null) {
            throw new KernelError(EEXIST);
        }
        Ifnet ifp = Lagg.create(kernel, unit);
        laggs.put(unit, ifp);
        return ifp.name;
    }

    /** SIOCIFDESTROY. */
    public void destroy(String name) {
        Ifnet ifp = kernel.interfaces().find(name);
        if (ifp == null) {
            throw new KernelError(ENXIO);
        }
        if (ifp.lagg() == null) {
            throw new KernelError(EINVAL);
        }
        ifp.lagg().destroy();
        laggs.remove(ifp.unit);
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
