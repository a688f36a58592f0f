package org.nethook.netif.sim.kernel.state;

import java.util.Arrays;

/** A prefix of one interface; of equal ones of several interfaces one has the route. */
public final class Prefix {
    public final Ifnet ifp;
    public final byte[] network;
    public final byte[] mask;
    public boolean onLink;
    /** Seconds of the uptime clock. */
    public long updated;
    /** Seconds from then on; -1 without end. */
    public long validLifetime;
    /** How many addresses count on it. */
    public int addresses;

    public Prefix(Ifnet ifp, byte[] network, byte[] mask) {
        this.ifp = ifp;
        this.network = network;
        this.mask = mask;
    }

    public boolean isSame(Prefix other) {
        return Arrays.equals(network, other.network) && Arrays.equals(mask, other.mask);
    }
}
