package org.nethook.netif.sim.kernel.state;

import static org.nethook.netif.freebsd.abi.route.Rtm.RTF_HOST;

import java.util.Arrays;
import org.nethook.api.netif.IpAddress;

/** An entry of the routing table. IPv6 addresses have the zone in their bytes 2 and 3, as a kernel keeps them. */
public final class Route {
    final byte[] destination;
    /** Null for a host route. */
    public final byte[] mask;
    /** Null where {@link #link} says where it goes. */
    public byte[] gateway;
    /** The interface whose link-layer address stands for a gateway. */
    public Ifnet link;

    public int linkType;
    public Ifnet ifp;
    public Ifaddr ifa;
    public int flags;
    public int mtu;
    public boolean fixedMtu;
    public long nexthop;

    public Route(byte[] destination, byte[] mask, int flags) {
        this.destination = mask == null ? destination.clone() : Ifaddr.and(destination, mask);
        this.mask = mask == null ? null : mask.clone();
        this.flags = flags | (mask == null ? RTF_HOST : 0);
    }

    /** The destination, an IPv6 one with zone. */
    public IpAddress destination() {
        return IpAddress.of(destination);
    }

    /** The mask; no bytes for a host route. */
    public byte[] mask() {
        return mask == null ? new byte[0] : mask.clone();
    }

    /** The next hop, an IPv6 one with zone; null when the destination is on the link. */
    public IpAddress gateway() {
        return gateway == null ? null : IpAddress.of(gateway);
    }

    /** The interface whose sockaddr_dl stands for the gateway where there is none. */
    public Ifnet link() {
        return link;
    }

    /** The type that interface had when the route was made. */
    public int linkType() {
        return linkType;
    }

    /** The type of a gateway that was given as a sockaddr_dl, which kernels before 14 keep as it is. */
    public void setLinkType(int given) {
        linkType = given;
    }

    /** The interface it leaves by. */
    public Ifnet ifp() {
        return ifp;
    }

    /** The address it belongs to; null where the interface had none. */
    public Ifaddr ifa() {
        return ifa;
    }

    /** {@code RTF_…}. */
    public int flags() {
        return flags;
    }

    /** Largest packet in bytes. */
    public int mtu() {
        return mtu;
    }

    /** The index of its nexthop, in kernels that have such. */
    public long nexthop() {
        return nexthop;
    }

    public boolean isV4() {
        return destination.length == 4;
    }

    public boolean covers(byte[] address) {
        return address.length == destination.length
                && Arrays.equals(destination, mask == null ? address : Ifaddr.and(address, mask));
    }

    /** By destination, and among equal ones the longer mask first. */
    public int compare(Route other) {
        int byDestination = Arrays.compareUnsigned(destination, other.destination);
        if (byDestination != 0) {
            return byDestination;
        }
        if (mask == null || other.mask == null) {
            return mask == other.mask ? 0 : mask == null ? -1 : 1;
        }
        return Arrays.compareUnsigned(other.mask, mask);
    }

    public boolean sharesNexthop(Route other) {
        return isV4() == other.isV4()
                && ifp == other.ifp
                && ifa == other.ifa
                && link == other.link
                && flags == other.flags
                && mtu == other.mtu
                && Arrays.equals(gateway, other.gateway);
    }
}
