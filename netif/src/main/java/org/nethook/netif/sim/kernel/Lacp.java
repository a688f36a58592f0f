package org.nethook.netif.sim.kernel;

import java.time.Duration;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Membership;

/**
 * What the ports of a lagg with protocol LACP say of themselves while nobody answers them (sys/net/ieee8023ad_lacp.c); no
 * partner is simulated.
 */
public final class Lacp {
    /** A port that heard nothing for this long behaves as if there were no partner to come. */
    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(3);

    private static final byte[] SLOW_PROTOCOLS = {1, (byte) 0x80, (byte) 0xc2, 0, 0, 2};
    private static final int DEFAULT_PRIORITY = 0x8000;
    private static final int STATE_ACTIVITY = 0x1;
    private static final int STATE_TIMEOUT = 0x2;
    private static final int STATE_AGGREGATION = 0x4;
    private static final int STATE_DEFAULTED = 0x40;
    private static final int STATE_EXPIRED = 0x80;
    /** All kinds of 10 Gbit/s count as one. */
    private static final int IFM_10G_LR = 18;

    private final Kernel kernel;
    private final Ifnet lagg;
    private final Ifnet port;
    private final byte[] mac;
    private final Duration since;
    private final Membership listening;

    Lacp(Kernel kernel, Ifnet lagg, Ifnet port) {
        this.kernel = kernel;
        this.lagg = lagg;
        this.port = port;
        mac = lagg.mac();
        since = kernel.uptime();
        listening = kernel.multicast().listen(port, SLOW_PROTOCOLS);
    }

    void end() {
        kernel.multicast().release(listening);
    }

    /** Of the system and of the port. */
    public int priority() {
        return DEFAULT_PRIORITY;
    }

    /** The MAC the lagg had when the port began. */
    public byte[] mac() {
        return mac.clone();
    }

    /** Only ports with equal keys work together. */
    public int key() {
        return hasLink() ? IFM_10G_LR | 0x7fe0 & lagg.index << 5 : 0x8000 | port.index;
    }

    /** LACP_STATE_… */
    public int state() {
        return STATE_ACTIVITY | (hasLink() ? STATE_AGGREGATION : 0) | (isDefaulted() ? STATE_DEFAULTED : STATE_EXPIRED);
    }

    /** What the port takes for its partner's priorities. */
    public int partnerPriority() {
        return isDefaulted() ? 0xffff : 0;
    }

    /** What the port takes for its partner's state. */
    public int partnerState() {
        return isDefaulted() ? 0 : STATE_TIMEOUT;
    }

    private boolean hasLink() {
        return port.linkState == NetIf.LINK_STATE_UP;
    }

    private boolean isDefaulted() {
        return kernel.uptime().minus(since).compareTo(SHORT_TIMEOUT) >= 0;
    }
}
