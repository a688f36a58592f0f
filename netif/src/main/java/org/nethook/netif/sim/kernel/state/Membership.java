package org.nethook.netif.sim.kernel.state;

import org.nethook.netif.Timer;
import org.nethook.netif.freebsd.abi.Socket;

/** That an interface is member of a group, or that its hardware listens to an address. */
public final class Membership {
    public final Ifnet ifp;
    public final byte[] group;
    public final byte[] link;
    public Membership lower;
    public int references = 1;
    public boolean orphaned;
    public Timer.Scheduled leaving;

    public Membership(Ifnet ifp, byte[] group, byte[] link) {
        this.ifp = ifp;
        this.group = group;
        this.link = link;
    }

    /** The interface. */
    public Ifnet ifp() {
        return ifp;
    }

    /** {@code AF_…} of the group, or AF_LINK where there is none. */
    public int family() {
        return group == null ? Socket.AF_LINK : group.length == 4 ? Socket.AF_INET : Socket.AF_INET6;
    }

    /** The IPv4 or IPv6 group, without zone; null where it is a link-layer address alone. */
    public byte[] group() {
        return group == null ? null : group.clone();
    }

    /** The link-layer address; null where the interface has none. */
    public byte[] link() {
        return link == null ? null : link.clone();
    }
}
