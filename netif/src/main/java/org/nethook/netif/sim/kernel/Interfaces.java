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
import static org.nethook.netif.freebsd.abi.NetIf.IFT_IEEE8023ADLAG;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** The list of interfaces and what happens to them whatever their driver (sys/net/if.c). */
public final class Interfaces {
    private static final int IFF_CANTCHANGE = 0x218f72;
    private static final int IF_MINMTU = 72;
    private static final int IF_MAXMTU = 65535;

    private final Kernel kernel;
    private final List<Ifnet> list = new ArrayList<>();
    private final Map<String, Ifnet> byName = new HashMap<>();
    private final TreeMap<Integer, Ifnet> byIndex = new TreeMap<>();
    private int lowestFree = 1;
    private int attachments;
    private final Deque<Ifnet> linkTasks = new ArrayDeque<>();
    private boolean tellingOfLink;

    Interfaces(Kernel kernel) {
        this.kernel = kernel;
    }

    /** All of them, in the order they attached. */
    public List<Ifnet> list() {
        return List.copyOf(list);
    }

    /** The interface of this name; null when there is none. */
    public Ifnet find(String name) {
        return byName.get(name);
    }

    /** The interface of this index; null when there is none. */
    public Ifnet byIndex(int index) {
        return byIndex.get(index);
    }

    /** The highest index that is in use; 0 for none. */
    public int highestIndex() {
        return byIndex.isEmpty() ? 0 : byIndex.lastKey();
    }

    /** How often an interface came or went so far. */
    public int attachments() {
        return attachments;
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
        while (byIndex.containsKey(lowestFree)) {
            lowestFree++;
        }
        ifp.index = lowestFree;
        ifp.setName(ifp.name);
        ifp.epoch = kernel.uptime().toSeconds();
        touch(ifp);
        list.add(ifp);
        byName.put(ifp.name, ifp);
        byIndex.put(ifp.index, ifp);
        attachments++;
        kernel.groups().add(ifp, Groups.ALL);
        kernel.inet6().nd6().interfaceAttached(ifp);
        kernel.listener().announce(ifp, true);
        kernel.devctl("IFNET", ifp.name, "ATTACH");
        if (ifp.ethernet) {
            kernel.hyperv().etherAttached(ifp);
            kernel.devctl("ETHERNET", ifp.name, "IFATTACH");
        }
    }

    void detach(Ifnet ifp) {
        runLinkTasks();
        ifp.driver.detaching(ifp);
        list.remove(ifp);
        byName.remove(ifp.name);
        byIndex.remove(ifp.index);
        lowestFree = Math.min(lowestFree, ifp.index);
        attachments++;
        ifp.flags |= IFF_DYING;
        down(ifp);
        if (kernel.is14()) {
            kernel.inet6().deleteAll(ifp);
        }
        kernel.inet().purge(ifp);
        kernel.inet6().purge(ifp);
        kernel.multicast().runReleases();
        kernel.multicast().purge(ifp);
        kernel.listener().announce(ifp, false);
        departed(ifp);
        runLinkTasks();
        kernel.devctl("IFNET", ifp.name, "DETACH");
        kernel.groups().removeAll(ifp);
        kernel.routes().flush(ifp);
    }

    private void departed(Ifnet ifp) {
        if (ifp.port != null && (ifp.flags & IFF_RENAMING) == 0) {
            ifp.port.detaching();
        }
        if ((ifp.flags & IFF_RENAMING) == 0) {
            Vlan.parentDetached(ifp);
        }
        kernel.hyperv().departed(ifp);
    }

    /** SIOCSIFNAME. */
    public void rename(Ifnet ifp, String to) {
        if (to.isEmpty()) {
            throw new KernelError(EINVAL);
        }
        if (to.equals(ifp.name)) {
            return;
        }
        if (find(to) != null) {
            throw new KernelError(EEXIST);
        }
        String from = ifp.name;
        ifp.flags |= IFF_RENAMING;
        kernel.listener().announce(ifp, false);
        departed(ifp);
        byName.remove(from);
        ifp.setName(to);
        byName.put(to, ifp);
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

    /** The driver takes its interface down. */
    void setDown(Ifnet ifp) {
        down(ifp);
        ifp.driver.flagsChanged(ifp);
    }

    private void up(Ifnet ifp) {
        ifp.flags |= IFF_UP;
        touch(ifp);
        kernel.inet().interfaceUp(ifp);
        kernel.listener().ifInfo(ifp);
        kernel.inet6().nd6().interfaceUp(ifp);
        kernel.hyperv().interfaceEvent(ifp, true);
    }

    private void down(Ifnet ifp) {
        kernel.hyperv().interfaceEvent(ifp, false);
        ifp.flags &= ~IFF_UP;
        touch(ifp);
        kernel.inet().interfaceDown(ifp);
        kernel.listener().ifInfo(ifp);
        kernel.inet6().timer().wake();
    }

    /** The first address makes an Ethernet interface go up by itself, without the events of going up. */
    void upByAddress(Ifnet ifp) {
        ifp.flags |= IFF_UP;
        ifp.driver.flagsChanged(ifp);
        runLinkTasks();
    }

    /** SIOCSIFDESCR. */
    public void describe(Ifnet ifp, String text) {
        ifp.description = text;
        touch(ifp);
    }

    /** SIOCSIFFIB. */
    public void setFib(Ifnet ifp, int fib) {
        if (fib < 0 || fib >= kernel.fibs()) {
            throw new KernelError(EINVAL);
        }
        ifp.fib = fib;
    }

    /** SIOCSIFMTU. */
    public void setMtu(Ifnet ifp, int mtu) {
        if (mtu < IF_MINMTU || mtu > IF_MAXMTU) {
            throw new KernelError(EINVAL);
        }
        if (ifp.port != null) {
            throw new KernelError(EINVAL);
        }
        int oldMtu = ifp.mtu;
        ifp.driver.setMtu(ifp, mtu);
        touch(ifp);
        kernel.listener().ifInfo(ifp);
        kernel.routes().mtuChanged(ifp);
        if (ifp.mtu != oldMtu) {
            kernel.inet6().nd6().mtuChanged(ifp);
        }
    }

    /** SIOCSIFLLADDR. */
    public void setMac(Ifnet ifp, byte[] mac) {
        if (mac.length != ifp.mac.length) {
            throw new KernelError(EINVAL);
        }
        if (ifp.type != IFT_IEEE8023ADLAG && !ifp.ethernet) {
            throw new KernelError(ENODEV);
        }
        ifp.mac = mac.clone();
        if (ifp.isUp()) {
            ifp.flags &= ~IFF_UP;
            ifp.driver.flagsChanged(ifp);
            ifp.flags |= IFF_UP;
            ifp.driver.flagsChanged(ifp);
        }
        Vlan.parentMacChanged(ifp);
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
            tellOfLink(linkTasks.poll());
        }
        kernel.multicast().runReleases();
    }

    /** One of these tasks at once, unless it was made by another one: then its turn comes after that. */
    void runLinkTask(Ifnet ifp) {
        if (!tellingOfLink && linkTasks.remove(ifp)) {
            tellOfLink(ifp);
        }
    }

    private void tellOfLink(Ifnet ifp) {
        tellingOfLink = true;
        int state = ifp.linkState;
        kernel.listener().ifInfo(ifp);
        Vlan.parentLinkChanged(kernel, ifp);
        if (ifp.port != null) {
            ifp.port.linkChanged();
        }
        kernel.devctl("IFNET", ifp.name, state == LINK_STATE_UP ? "LINK_UP" : "LINK_DOWN");
        kernel.hyperv().linkEvent(ifp);
        tellingOfLink = false;
    }

    void touch(Ifnet ifp) {
        ifp.lastChange = kernel.clock().instant();
    }
}
