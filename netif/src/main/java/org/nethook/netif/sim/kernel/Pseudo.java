package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_BROADCAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_MULTICAST;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_DOWN;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import org.nethook.netif.sim.kernel.state.Driver;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/**
 * A pseudo-interface of a driver that only has to be there: it can be created, listed, given to a lagg and destroyed, but
 * has none of its own functions.
 */
final class Pseudo implements Driver {
    private static final int IFF_POINTOPOINT = 0x10;
    private static final int GIF_MTU_MIN = 1280;
    private static final int GIF_MTU_MAX = 8192;
    private static final int MOST = 65535;

    private final Kernel kernel;
    private final Kind kind;

    /** Which driver; how each begins is as SIOCIFCREATE2 leaves it. */
    enum Kind {
        BRIDGE("bridge", IFT_ETHER, 0xd1, 14, 0x8802, 1500, 0),
        GIF("gif", 0xf0, 0xf0, 0, IFF_POINTOPOINT | IFF_MULTICAST, 1280, 0),
        TAP("tap", IFT_ETHER, IFT_ETHER, 14, 0x8802, 1500, 10_000_000),
        TUN("tun", 0x17, 0x17, 0, IFF_POINTOPOINT | IFF_MULTICAST, 1500, 0);

        final String driver;
        private final int allocType;
        private final int type;
        private final int headerLength;
        private final int flags;
        private final int mtu;
        private final long baudrate;

        Kind(String driver, int allocType, int type, int headerLength, int flags, int mtu, long baudrate) {
            this.driver = driver;
            this.allocType = allocType;
            this.type = type;
            this.headerLength = headerLength;
            this.flags = flags;
            this.mtu = mtu;
            this.baudrate = baudrate;
        }

        private boolean isEthernet() {
            return (flags & IFF_BROADCAST) != 0;
        }
    }

    private Pseudo(Kernel kernel, Kind kind) {
        this.kernel = kernel;
        this.kind = kind;
    }

    static Ifnet create(Kernel kernel, Kind kind, int unit, byte[] mac) {
        Pseudo driver = new Pseudo(kernel, kind);
        Ifnet ifp = new Ifnet(driver, kind.driver, unit, kind.allocType);
        ifp.type = kind.type;
        ifp.flags = kind.flags;
        ifp.mtu = kind.mtu;
        ifp.headerLength = kind.headerLength;
        ifp.baudrate = kind.baudrate;
        ifp.ethernet = kind.isEthernet();
        if (kind.isEthernet()) {
            ifp.mac = mac.clone();
        }
        if (kind == Kind.TAP) {
            ifp.hardwareMac = mac.clone();
        }
        kernel.interfaces().attach(ifp);
        return ifp;
    }

    void destroy(Ifnet ifp) {
        if (kind == Kind.GIF) {
            kernel.interfaces().setLinkState(ifp, LINK_STATE_DOWN);
        }
        kernel.interfaces().detach(ifp);
    }

    /** What a program that holds the device of a tap(4) or tun(4) open makes of its link. */
    void setOpen(Ifnet ifp, boolean open) {
        ifp.running = open;
        kernel.interfaces().setLinkState(ifp, open ? LINK_STATE_UP : LINK_STATE_DOWN);
        if (!open && ifp.isUp()) {
            kernel.interfaces().setDown(ifp);
        }
    }

    @Override
    public void flagsChanged(Ifnet ifp) {
        ifp.running = ifp.isUp();
    }

    @Override
    public void setMtu(Ifnet ifp, int mtu) {
        boolean refused = kind == Kind.GIF && (mtu < GIF_MTU_MIN || mtu > GIF_MTU_MAX);
        if (mtu > MOST || refused) {
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

    @Override
    public int capabilities(Ifnet ifp) {
        return kind == Kind.BRIDGE ? 0 : IFCAP_LINKSTATE;
    }
}
