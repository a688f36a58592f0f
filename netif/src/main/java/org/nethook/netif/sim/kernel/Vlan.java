package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EBUSY;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_ALLMULTI;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_BROADCAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_MULTICAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_PROMISC;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_SIMPLEX;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UNKNOWN;

import java.util.Arrays;
import java.util.List;
import org.nethook.netif.freebsd.abi.attribute.IfType;
import org.nethook.netif.sim.kernel.state.Driver;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** A vlan(4), the driver of its own interface (sys/net/if_vlan.c). Recordings have it without a parent only. */
public final class Vlan implements Driver {
    private static final int IFCAP_VLAN_HWTAGGING = 0x10;
    private static final int NEEDED = IFF_BROADCAST | IFF_MULTICAST;
    private static final int PASSED = IFF_PROMISC | IFF_ALLMULTI;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ENCAPSULATION = 4;
    private static final int ETHERMIN = 46;
    private static final int HIGHEST_TAG = 0xffe;

    private final Kernel kernel;
    private Ifnet ifp;
    private Ifnet parent;
    private int tag;
    private int proto;
    private int priority;
    /** What the parent's frames are too short for. */
    private int fudge;

    private int passedFlags;

    private Vlan(Kernel kernel) {
        this.kernel = kernel;
    }

    static Ifnet create(Kernel kernel, int unit) {
        Vlan vlan = fresh(kernel, unit);
        kernel.interfaces().attach(vlan.ifp);
        return vlan.ifp;
    }

    private static Vlan fresh(Kernel kernel, int unit) {
        Vlan vlan = new Vlan(kernel);
        vlan.ifp = new Ifnet(vlan, "vlan", unit, IfType.IFT_L2VLAN);
        vlan.ifp.flags = NEEDED;
        vlan.ifp.headerLength = ENCAPSULATION;
        vlan.ifp.baudrate = 0;
        vlan.ifp.mac = new byte[6];
        vlan.ifp.ethernet = true;
        return vlan;
    }

    /** One that is named after its parent and tag, such as hn0.100; the driver has no number for it. */
    static Ifnet create(Kernel kernel, Ifnet parent, int tag, String name) {
        Vlan vlan = fresh(kernel, -1);
        vlan.ifp.name = name;
        kernel.interfaces().attach(vlan.ifp);
        try {
            vlan.join(parent, tag, ETHERTYPE_VLAN);
        } catch (KernelError e) {
            kernel.interfaces().detach(vlan.ifp);
            throw e;
        }
        return vlan.ifp;
    }

    /** The vlan that an interface is; null when it is none. */
    public static Vlan of(Ifnet ifp) {
        return ifp.driver instanceof Vlan ? (Vlan) ifp.driver : null;
    }

    /** The interface its frames go through; null for none. */
    public Ifnet parent() {
        return parent;
    }

    /** Its number; 0 without a parent. */
    public int tag() {
        return tag;
    }

    /** The Ethernet type of its tags; 0 without a parent. */
    public int proto() {
        return proto;
    }

    /** What its frames are marked with, 0 to 7. */
    public int priority() {
        return priority;
    }

    /** SIOCSVLANPCP. */
    public void setPriority(int fresh) {
        if (fresh > 7) {
            throw new KernelError(EINVAL);
        }
        priority = fresh;
    }

    /**
     * SIOCSETVLAN.
     *
     * @param parentName empty to take it off its parent
     */
    public void configure(String parentName, int freshTag, int freshProto) {
        if (parentName.isEmpty()) {
            leaveParent();
            return;
        }
        Ifnet wanted = kernel.interfaces().find(parentName);
        if (wanted == null) {
            throw new KernelError(ENOENT);
        }
        int oldMtu = ifp.mtu;
        join(wanted, freshTag, freshProto == 0 ? ETHERTYPE_VLAN : freshProto);
        if (ifp.mtu != oldMtu) {
            kernel.routes().mtuChanged(ifp);
            kernel.inet6().nd6().mtuChanged(ifp);
        }
    }

    private void join(Ifnet wanted, int freshTag, int freshProto) {
        boolean ethernet = wanted.type == IFT_ETHER || wanted.type == IfType.IFT_L2VLAN;
        boolean tagging = (wanted.enabledCapabilities() & IFCAP_VLAN_HWTAGGING) != 0;
        if (!ethernet && !tagging || (wanted.flags & NEEDED) != NEEDED) {
            throw new KernelError(EPROTONOSUPPORT);
        }
        if (freshTag < 1 || freshTag > HIGHEST_TAG) {
            throw new KernelError(EINVAL);
        }
        if (parent != null) {
            throw new KernelError(EBUSY);
        }
        for (Ifnet sibling : wanted.vlans) {
            if (of(sibling).tag == freshTag) {
                throw new KernelError(EEXIST);
            }
        }
        parent = wanted;
        tag = freshTag;
        proto = freshProto;
        priority = 0;
        parent.vlans.add(ifp);
        fudge = (parent.enabledCapabilities() & IFCAP_VLAN_MTU) != 0 ? 0 : ENCAPSULATION;
        ifp.mtu = parent.mtu - fudge;
        ifp.baudrate = parent.baudrate;
        ifp.flags = ifp.flags & ~IFF_SIMPLEX | parent.flags & IFF_SIMPLEX;
        ifp.linkState = parent.linkState;
        takeMac();
        ifp.running = true;
        passFlags(true);
    }

    private void takeMac() {
        if (!Arrays.equals(ifp.mac, parent.mac)) {
            ifp.mac = parent.mac();
            kernel.interfaces().setMac(ifp, ifp.mac);
        }
    }

    private void leaveParent() {
        if (parent != null) {
            passFlags(false);
            parent.vlans.remove(ifp);
        }
        parent = null;
        tag = 0;
        proto = 0;
        ifp.mtu = Ifnet.ETHERMTU;
        ifp.linkState = LINK_STATE_UNKNOWN;
        ifp.running = false;
    }

    void destroy() {
        kernel.interfaces().detach(ifp);
        leaveParent();
    }

    /** The parent of these has detached; they stay without one. */
    static void parentDetached(Ifnet gone) {
        for (Ifnet child : List.copyOf(gone.vlans)) {
            Vlan vlan = of(child);
            vlan.passedFlags = 0;
            vlan.leaveParent();
        }
    }

    /** What is on it has its link. */
    static void parentLinkChanged(Kernel kernel, Ifnet changed) {
        for (Ifnet child : changed.vlans) {
            child.baudrate = changed.baudrate;
            kernel.interfaces().setLinkState(child, changed.linkState);
        }
    }

    /** What is on it has its MAC. */
    static void parentMacChanged(Ifnet changed) {
        for (Ifnet child : changed.vlans) {
            of(child).takeMac();
        }
    }

    /** The parent takes over PROMISC and ALLMULTI, but not UP. */
    private void passFlags(boolean on) {
        int wanted = on ? ifp.flags & PASSED : 0;
        if (((passedFlags ^ wanted) & IFF_PROMISC) != 0) {
            kernel.interfaces().setPromiscuous(parent, (wanted & IFF_PROMISC) != 0);
        }
        if (((passedFlags ^ wanted) & IFF_ALLMULTI) != 0) {
            kernel.interfaces().setAllMulticast(parent, (wanted & IFF_ALLMULTI) != 0);
        }
        passedFlags = wanted;
    }

    @Override
    public void flagsChanged(Ifnet self) {
        if (parent != null) {
            passFlags(true);
        }
    }

    @Override
    public void setMtu(Ifnet self, int mtu) {
        if (parent == null || mtu > parent.mtu - fudge || mtu < ETHERMIN - fudge) {
            throw new KernelError(EINVAL);
        }
        ifp.mtu = mtu;
    }

    @Override
    public int activeMedia(Ifnet self) {
        return parent == null ? 0 : parent.activeMedia();
    }

    @Override
    public int capabilities(Ifnet self) {
        return parent == null ? 0 : parent.capabilities() & IFCAP_LINKSTATE;
    }

    @Override
    public int enabledCapabilities(Ifnet self) {
        return parent == null ? 0 : parent.enabledCapabilities() & IFCAP_LINKSTATE;
    }
}
