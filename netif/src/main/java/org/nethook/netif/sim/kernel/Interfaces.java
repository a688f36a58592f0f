package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENODEV;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENXIO;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_ALLMULTI;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_DYING;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_PPROMISC;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_PROMISC;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_RENAMING;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_UP;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_IEEE8023ADLAG;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The list of interfaces and what happens to them whatever their driver (sys/net/if.c). */
public final class Interfaces {
    private static final int IFF_CANTCHANGE = 0x218f72;
    private static final int IF_MINMTU = 72;
    private static final int IF_MAXMTU = 65535;

    private final Kernel kernel;
    private final List<Ifnet> list = new ArrayList<>();
    private final Deque<Ifnet> linkTasks = new ArrayDeque<>();

    Interfaces(Kernel kernel) {
        this.kernel = kernel;
    }

    /** All of them, by ascending index. */
    public List<Ifnet> list() {
        return List.copyOf(list);
    }

    /** The interface of this name; null when there is none. */
    public Ifnet find(String name) {
        for (Ifnet ifp : list) {
            if (ifp.name.equals(name)) {
                return ifp;
            }
        }
        return null;
    }

    /** The interface of this index; null when there is none. */
    public Ifnet byIndex(int index) {
        int low = 0;
        int high = list.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = list.get(middle).index;
            if (found == index) {
                return list.get(middle);
            }
            if (found < index) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The interface of this name; ENXIO when there is none. */
    public Ifnet require(String name) {
        Ifnet ifp = find(name);
        if (ifp == null) {
            throw new KernelError(ENXIO);
        }
        return ifp;
    }

    Ifnet loopback() {
        return find("lo0");
    }

    /** The interface takes the lowest free index; an Ethernet one is announced a second time when it is ready. */
    void attach(Ifnet ifp) {
        int at = 0;
        while (at < list.size() && list.get(at).index == at + 1) {
            at++;
        }
        ifp.index = at + 1;
        ifp.setName(ifp.name);
        ifp.epoch = kernel.uptime().toSeconds();
        touch(ifp);
        list.add(at, ifp);
        kernel.inet6().interfaceAttached(ifp);
        kernel.listener().announce(ifp, true);
        kernel.devctl("IFNET", ifp.name, "ATTACH");
        if (ifp.allocType == IFT_ETHER) {
            kernel.hyperv().etherAttached(ifp);
            kernel.devctl("ETHERNET", ifp.name, "IFATTACH");
        }
    }

    void detach(Ifnet ifp) {
        runLinkTasks();
        ifp.driver.detaching(ifp);
        list.remove(ifp);
        ifp.flags |= IFF_DYING;
        down(ifp);
        if (kernel.is14()) {
            kernel.inet6().purge(ifp);
        }
        kernel.inet().purge(ifp);
        kernel.inet6().purge(ifp);
        kernel.multicast().runReleases();
        kernel.multicast().purge(ifp);
        kernel.listener().announce(ifp, false);
        departed(ifp);
        runLinkTasks();
        kernel.devctl("IFNET", ifp.name, "DETACH");
        kernel.routes().flush(ifp);
    }

    private void departed(Ifnet ifp) {
        if (ifp.port != null && (ifp.flags & IFF_RENAMING) == 0) {
            ifp.port.lagg.portDetached(ifp.port);
        }
        kernel.hyperv().departed(ifp);
    }

    /** SIOCSIFNAME. */
    public void rename(Ifnet ifp, String to) {
        if (to.isEmpty()) {
            throw new KernelError(EINVAL);
        }
        if (to.equals(ifp.name) && kernel.is14()) {
            return;
        }
        if (find(to) != null) {
            throw new KernelError(EEXIST);
        }
        String from = ifp.name;
        ifp.flags |= IFF_RENAMING;
        kernel.listener().announce(ifp, false);
        departed(ifp);
        ifp.setName(to);
        kernel.listener().announce(ifp, true);
        ifp.flags &= ~IFF_RENAMING;
        if (kernel.is14()) {
            kernel.devctl("IFNET", from, "RENAME name=" + to);
        }
    }

    /** SIOCSIFFLAGS. */
    public void setFlags(Ifnet ifp, int fresh) {
        boolean comesUp = (fresh & IFF_UP) != 0 && !ifp.isUp();
        if ((fresh & IFF_UP) == 0 && ifp.isUp()) {
            down(ifp);
        }
        if (((ifp.flags ^ fresh) & IFF_PPROMISC) != 0) {
            if ((fresh & IFF_PPROMISC) != 0) {
                ifp.flags |= IFF_PROMISC;
            } else if (ifp.promiscuous == 0) {
                ifp.flags &= ~IFF_PROMISC;
            }
        }
        ifp.flags = ifp.flags & IFF_CANTCHANGE | fresh & ~IFF_CANTCHANGE;
        ifp.driver.flagsChanged(ifp);
        runLinkTasks();
        if (comesUp) {
            up(ifp);
        }
        touch(ifp);
    }

    private void up(Ifnet ifp) {
        ifp.flags |= IFF_UP;
        touch(ifp);
        kernel.inet().interfaceUp(ifp);
        kernel.listener().ifInfo(ifp);
        kernel.inet6().interfaceUp(ifp);
        kernel.hyperv().interfaceEvent(ifp, true);
    }

    private void down(Ifnet ifp) {
        kernel.hyperv().interfaceEvent(ifp, false);
        ifp.flags &= ~IFF_UP;
        touch(ifp);
        kernel.inet().interfaceDown(ifp);
        kernel.listener().ifInfo(ifp);
    }

    /** The first address makes an Ethernet interface go up by itself, without the events of going up. */
    void upByAddress(Ifnet ifp) {
        ifp.flags |= IFF_UP;
        ifp.driver.flagsChanged(ifp);
        runLinkTasks();
    }

    /** SIOCSIFMTU. */
    public void setMtu(Ifnet ifp, int mtu) {
        if (mtu < IF_MINMTU || mtu > IF_MAXMTU) {
            throw new KernelError(EINVAL);
        }
        if (ifp.port != null) {
            throw new KernelError(EINVAL);
        }
        ifp.driver.setMtu(ifp, mtu);
        touch(ifp);
        kernel.listener().ifInfo(ifp);
        kernel.routes().mtuChanged(ifp);
    }

    /** SIOCSIFLLADDR. */
    public void setMac(Ifnet ifp, byte[] mac) {
        if (mac.length != ifp.mac.length) {
            throw new KernelError(EINVAL);
        }
        if (ifp.type != IFT_ETHER && ifp.type != IFT_IEEE8023ADLAG) {
            throw new KernelError(ENODEV);
        }
        ifp.mac = mac.clone();
        if (ifp.isUp()) {
            ifp.flags &= ~IFF_UP;
            ifp.driver.flagsChanged(ifp);
            ifp.flags |= IFF_UP;
            ifp.driver.flagsChanged(ifp);
        }
    }

    void setPromiscuous(Ifnet ifp, boolean on) {
        ifp.promiscuous += on ? 1 : -1;
        if (ifp.promiscuous == (on ? 1 : 0) && (ifp.flags & IFF_PPROMISC) == 0) {
            flip(ifp, IFF_PROMISC, on);
        }
    }

    void setAllMulticast(Ifnet ifp, boolean on) {
        ifp.allMulticast += on ? 1 : -1;
        if (ifp.allMulticast == (on ? 1 : 0)) {
            flip(ifp, IFF_ALLMULTI, on);
        }
    }

    private void flip(Ifnet ifp, int flag, boolean on) {
        ifp.flags = on ? ifp.flags | flag : ifp.flags & ~flag;
        ifp.driver.flagsChanged(ifp);
        kernel.listener().ifInfo(ifp);
    }

    /** Tells of the change later, in a task of the kernel, and of several at once only once. */
    void setLinkState(Ifnet ifp, int state) {
        if (ifp.linkState != state) {
            ifp.linkState = state;
            if (!linkTasks.contains(ifp)) {
                linkTasks.add(ifp);
            }
        }
    }

    /** What the kernel does in its own thread as soon as it can, which is before the next system call. */
    public void runLinkTasks() {
        while (!linkTasks.isEmpty()) {
            Ifnet ifp = linkTasks.poll();
            int state = ifp.linkState;
            kernel.listener().ifInfo(ifp);
            if (ifp.port != null) {
                ifp.port.lagg.updateLink();
            }
            kernel.devctl("IFNET", ifp.name, state == LINK_STATE_UP ? "LINK_UP" : "LINK_DOWN");
            kernel.hyperv().linkEvent(ifp);
        }
        kernel.multicast().runReleases();
    }

    void touch(Ifnet ifp) {
        ifp.lastChange = kernel.clock().instant();
    }
}
