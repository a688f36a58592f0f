package org.nethook.netif.sim.kernel;

import java.util.ArrayList;
import java.util.List;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Membership;
import org.nethook.netif.sim.kernel.state.Port;

/** An interface in its role as a lagg's port ({@code struct lagg_port}). */
public final class LaggPort implements Port {
    final Lagg lagg;
    final Ifnet ifp;
    /** What the interface had before it joined. */
    final byte[] ownMac;

    final int ownType;
    Lacp lacp;
    int passedFlags;
    /** What the lagg makes it listen to. */
    final List<Membership> listening = new ArrayList<>();

    LaggPort(Lagg lagg, Ifnet ifp) {
        this.lagg = lagg;
        this.ifp = ifp;
        this.ownMac = ifp.mac();
        this.ownType = ifp.type;
    }

    /** What an interface is to its lagg; null when it is no port. */
    static LaggPort of(Ifnet ifp) {
        return (LaggPort) ifp.port;
    }

    @Override
    public void detaching() {
        lagg.portDetached(this);
    }

    @Override
    public void linkChanged() {
        lagg.updateLink();
    }

    /** The interface. */
    public Ifnet ifp() {
        return ifp;
    }

    /** What it negotiates; null unless the protocol is LACP. */
    public Lacp lacp() {
        return lacp;
    }

    /** Whether it can carry traffic: up and with link. */
    public boolean isUsable() {
        return ifp.isUp() && ifp.linkState == NetIf.LINK_STATE_UP;
    }
}
