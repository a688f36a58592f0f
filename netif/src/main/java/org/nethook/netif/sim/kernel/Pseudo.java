package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_SIMPLEX;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_DOWN;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;
import static org.nethook.netif.freebsd.abi.attribute.IfType.IFT_BRIDGE;
import static org.nethook.netif.freebsd.abi.attribute.IfType.IFT_GIF;
import static org.nethook.netif.freebsd.abi.attribute.IfType.IFT_L2VLAN;
import static org.nethook.netif.freebsd.abi.attribute.IfType.IFT_PPP;

/**
 * Pseudo-interfaces that can be made, named and given addresses, and that carry nothing: bridge(4) without members,
 * gif(4) without ends, tap(4), tun(4), vlan(4) without a parent.
 */
final class Pseudo implements Driver {
    private static final int GIF_MTU = 1280;
    private static final int GIF_MTU_MAX = 8192;
    private static final int VLAN_TAG = 4;
    private static final int IFCAP_LINKSTATE = 0x80000;

    /** Which of them. */
    enum Kind {
        BRIDGE(IFT_BRIDGE),
        GIF(IFT_GIF),
        TAP(IFT_ETHER),
        TUN(IFT_PPP),
        VLAN(IFT_L2VLAN);

        private final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    private final Kernel kernel;
    private final Kind kind;

    private Pseudo(Kernel kernel, Kind kind) {
        this.kernel = kernel;
        this.kind = kind;
    }

    /**
     * Makes one and attaches it.
     *
     * @param mac what a bridge(4) or tap(4) has; a vlan(4) has none before it has a parent
     */
    static Ifnet create(Kernel kernel, Kind kind, String cloner, int unit, byte[] mac) {
        Pseudo driver = new Pseudo(kernel, kind);
        boolean ethernet = kind != Kind.GIF && kind != Kind.TUN;
        Ifnet ifp = ethernet
                ? Ifnet.ethernet(driver, cloner, unit, kind == Kind.VLAN ? new byte[6] : mac)
                : Ifnet.pointToPoint(driver, cloner, unit, kind.type);
        if (kind != Kind.TAP) {
            ifp.hardwareMac = new byte[0];
        }
        ifp.mtu = kind == Kind.GIF ? GIF_MTU : Ifnet.ETHERMTU;
        ifp.baudrate = kind == Kind.TAP ? Ifnet.ETHER_BAUDRATE : 0;
        ifp.capabilities = kind == Kind.BRIDGE || kind == Kind.VLAN ? 0 : IFCAP_LINKSTATE;
        ifp.enabledCapabilities = ifp.capabilities;
        kernel.interfaces().attach(ifp);
        ifp.type = kind.type;
        if (kind == Kind.VLAN) {
            ifp.linkType = kind.type;
            ifp.flags &= ~IFF_SIMPLEX;
            ifp.headerLength = VLAN_TAG;
        }
        return ifp;
    }

    /** What a program that holds the device of a tap(4) or tun(4) open makes of its link. */
    void setOpen(Ifnet ifp, boolean open) {
        ifp.running = open;
        kernel.interfaces().setLinkState(ifp, open ? LINK_STATE_UP : LINK_STATE_DOWN);
        if (!open && ifp.isUp()) {
            kernel.interfaces().setDown(ifp);
        }
    }

    Kind kind() {
        return kind;
    }

    @Override
    public void flagsChanged(Ifnet ifp) {
        if (kind == Kind.BRIDGE) {
            ifp.running = ifp.isUp();
        }
    }

    @Override
    public void setMtu(Ifnet ifp, int mtu) {
        boolean refused = kind == Kind.VLAN || kind == Kind.GIF && (mtu < GIF_MTU || mtu > GIF_MTU_MAX);
        if (refused) {
            throw new KernelError(EINVAL);
        }
        ifp.mtu = mtu;
    }

    @Override
    public int activeMedia(Ifnet ifp) {
        return kind == Kind.TAP ? MEDIA_AUTO : 0;
    }

    @Override
    public boolean hasStatus() {
        return kind == Kind.TAP || kind == Kind.TUN;
    }
}
