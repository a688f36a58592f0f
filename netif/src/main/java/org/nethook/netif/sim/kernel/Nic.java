package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_NEEDSEPOCH;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_DOWN;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UNKNOWN;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import org.nethook.netif.sim.kernel.state.Driver;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** A piece of Ethernet hardware and its driver. */
final class Nic implements Driver {
    /** The largest MTU of most drivers. */
    static final int MAX_MTU = 9216;

    /** VLAN_MTU, JUMBO_MTU, VLAN_HWFILTER and LINKSTATE; the filter is off. */
    private static final int VTNET_CAPABILITIES = 0x90028;

    private static final int VTNET_ENABLED = 0x80028;
    /** Checksums, TSO and LRO, LINKSTATE, VLAN_MTU and VLAN_HWTAGGING; all of it is on. */
    private static final int HN_CAPABILITIES = 0x68071b;

    /** Ethernet, autoselect, 10Gbase-T, full duplex. */
    private static final int MEDIA_10G = 0x10003a;
    /** Ethernet, 10Gbase-T. */
    private static final int MEDIA_FIXED = 0x3a;

    private static final int MEDIA_NONE = 0x22;
    private static final int IFM_GMASK = 0xf000_0000;
    /** What drivers that can tag frames say they need for a header. */
    private static final int VLAN_HEADER = 18;

    /** How drivers tell their link. */
    enum Kind {
        /** Cannot tell before it ran for the first time, as vtnet(4). */
        PLAIN,
        /** hn(4): always, unless its VF carries the traffic. */
        SYNTHETIC,
        /** A virtual function: has link while it is up. */
        VF,
        /** One end of an epair(4): runs and has link as long as there is another end. */
        EPAIR
    }

    private final Kernel kernel;
    private final Kind kind;
    private final int mostMtu;
    private boolean cable;
    private boolean failed;
    /** hn(4) does not look at its own link while a VF does the work. */
    private boolean linkManagementSuspended;

    /** @param mostMtu the largest MTU its driver accepts */
    Nic(Kernel kernel, Kind kind, boolean cable, int mostMtu) {
        this.kernel = kernel;
        this.kind = kind;
        this.mostMtu = mostMtu;
        this.cable = cable;
    }

    void attach(Ifnet ifp) {
        if (kind == Kind.PLAIN || kind == Kind.SYNTHETIC) {
            ifp.headerLength = VLAN_HEADER;
        }
        if (kernel.is14()) {
            ifp.flags |= IFF_NEEDSEPOCH;
        }
        if (kind == Kind.VF) {
            ifp.linkState = LINK_STATE_DOWN;
        }
        kernel.interfaces().attach(ifp);
        if (kind == Kind.SYNTHETIC) {
            kernel.hyperv().hnAttached(ifp, this);
        }
        if (kind != Kind.EPAIR) {
            updateLink(ifp);
        }
    }

    boolean isEpair() {
        return kind == Kind.EPAIR;
    }

    void setCable(Ifnet ifp, boolean in) {
        cable = in;
        updateLink(ifp);
    }

    boolean isVf() {
        return kind == Kind.VF;
    }

    boolean hasFailed() {
        return failed;
    }

    /** It carries no traffic from now on, or does again. */
    void setFailed(Ifnet ifp, boolean now) {
        failed = now;
        updateLink(ifp);
    }

    boolean managesLink() {
        return !linkManagementSuspended;
    }

    void suspendLinkManagement(boolean suspended) {
        linkManagementSuspended = suspended;
    }

    void updateLink(Ifnet ifp) {
        boolean known;
        boolean link;
        switch (kind) {
            case SYNTHETIC:
                known = !linkManagementSuspended;
                link = cable;
                break;
            case VF:
                known = true;
                link = cable && ifp.running && !failed;
                break;
            case EPAIR:
                known = true;
                link = cable;
                break;
            default:
                known = ifp.running || ifp.linkState != LINK_STATE_UNKNOWN;
                link = cable;
                break;
        }
        if (known) {
            kernel.interfaces().setLinkState(ifp, link ? LINK_STATE_UP : LINK_STATE_DOWN);
        }
    }

    @Override
    public void flagsChanged(Ifnet ifp) {
        if (ifp.isUp() == ifp.running || kind == Kind.EPAIR) {
            return;
        }
        ifp.running = ifp.isUp();
        updateLink(ifp);
        if (kind == Kind.SYNTHETIC) {
            kernel.hyperv().hnRunningChanged(ifp);
        }
    }

    @Override
    public void setMtu(Ifnet ifp, int mtu) {
        if (mtu > mostMtu) {
            throw new KernelError(EINVAL);
        }
        ifp.mtu = mtu;
    }

    @Override
    public void detaching(Ifnet ifp) {
        ifp.running = false;
    }

    @Override
    public int activeMedia(Ifnet ifp) {
        return MEDIA_10G;
    }

    @Override
    public int capabilities(Ifnet ifp) {
        return kind == Kind.EPAIR ? IFCAP_VLAN_MTU : kind == Kind.SYNTHETIC ? HN_CAPABILITIES : VTNET_CAPABILITIES;
    }

    @Override
    public int enabledCapabilities(Ifnet ifp) {
        return kind == Kind.EPAIR ? IFCAP_VLAN_MTU : kind == Kind.SYNTHETIC ? HN_CAPABILITIES : VTNET_ENABLED;
    }

    @Override
    public int chosenMedia() {
        if (isOldVtnet()) {
            return MEDIA_10G;
        }
        return kind == Kind.EPAIR ? MEDIA_FIXED : MEDIA_AUTO;
    }

    @Override
    public int idleMedia() {
        return kind == Kind.PLAIN ? MEDIA_NONE : chosenMedia();
    }

    @Override
    public int mediaMask() {
        return isOldVtnet() ? IFM_GMASK : 0;
    }

    /** Before 13 vtnet(4) has the one medium that it reports. */
    private boolean isOldVtnet() {
        return kind == Kind.PLAIN && !kernel.is14();
    }

    @Override
    public boolean hasExtendedMedia() {
        return kind == Kind.SYNTHETIC || kind == Kind.VF;
    }

    /** vtnet(4) asks its hardware, whether the interface is up or not. */
    @Override
    public boolean showsLink(Ifnet ifp) {
        return kind == Kind.PLAIN ? cable : Driver.super.showsLink(ifp);
    }
}
