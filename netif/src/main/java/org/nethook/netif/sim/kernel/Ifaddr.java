package org.nethook.netif.sim.kernel;

import java.util.Arrays;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.Socket;

/**
 * An IPv4 or IPv6 address of an interface ({@code struct ifaddr}). IPv6 addresses are without the zone that a kernel
 * keeps in them; it is the index of the interface.
 */
public final class Ifaddr {
    final Ifnet ifp;
    final byte[] address;
    byte[] mask;
    /** Null for none; of an IPv4 address only. */
    byte[] broadcast;
    /** Whether the route to the address's network stands for this address (IFA_ROUTE). */
    boolean hasPrefixRoute;
    /** RTF_UP and the like: what the kernel shows as the address's own flags (ifa_flags). */
    int flags6;

    long validUntil = FOREVER;
    long preferredUntil = FOREVER;

    static final long FOREVER = Long.MAX_VALUE;

    Ifaddr(Ifnet ifp, byte[] address, byte[] mask) {
        this.ifp = ifp;
        this.address = address.clone();
        this.mask = mask.clone();
    }

    /** Whose address it is. */
    public Ifnet ifp() {
        return ifp;
    }

    /** AF_INET or AF_INET6. */
    public int family() {
        return address.length == 4 ? Socket.AF_INET : Socket.AF_INET6;
    }

    /** The address. */
    public IpAddress address() {
        return IpAddress.of(address);
    }

    /** The mask, which an administrator can have given holes. */
    public byte[] mask() {
        return mask.clone();
    }

    /** The broadcast address; no bytes where there is none. */
    public byte[] broadcast() {
        return broadcast == null ? new byte[0] : broadcast.clone();
    }

    /** Whether the route to its network stands for this address. */
    public boolean hasPrefixRoute() {
        return hasPrefixRoute;
    }

    /** {@code IN6_IFF_…}. */
    public int in6Flags() {
        return flags6;
    }

    /** Leading one bits of the mask. */
    public int prefixLength() {
        int bits = 0;
        while (bits < mask.length * 8 && (mask[bits >> 3] & 0x80 >> (bits & 7)) != 0) {
            bits++;
        }
        return bits;
    }

    boolean isLinkLocal() {
        return address().isLinkLocalV6();
    }

    /** The network: the address's bits under the mask. */
    byte[] network() {
        return and(address, mask);
    }

    boolean covers(byte[] other) {
        return other.length == address.length && Arrays.equals(network(), and(other, mask));
    }

    static byte[] and(byte[] address, byte[] mask) {
        byte[] result = address.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= mask[i];
        }
        return result;
    }

    static byte[] allOnes(int length) {
        byte[] result = new byte[length];
        Arrays.fill(result, (byte) 0xff);
        return result;
    }

    @Override
    public String toString() {
        return ifp + " " + address() + "/" + prefixLength();
    }
}
