package org.nethook.netif.sim.kernel.state;

import java.util.Arrays;
import java.util.List;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.Socket;

/**
 * An IPv4 or IPv6 address of an interface ({@code struct ifaddr}). IPv6 addresses are without the zone that a kernel
 * keeps in them; it is the index of the interface.
 */
public final class Ifaddr {
    private static final byte[] SOLICITED_NODE =
            IpAddress.parse("ff02::1:ff00:0").octets();
    private static final byte[] LINK_ALL_NODES = IpAddress.parse("ff02::1").octets();
    private static final byte[] INTERFACE_ALL_NODES = IpAddress.parse("ff01::1").octets();

    public final Ifnet ifp;
    public final byte[] address;
    public byte[] mask;
    /** Whether no mask was given, and that of the address's class taken. */
    public boolean maskByClass;
    /** Null for none; of an IPv4 address only. */
    public byte[] broadcast;
    /** Whether the route to the address's network stands for this address (IFA_ROUTE). */
    public boolean hasPrefixRoute;
    /** RTF_UP and the like: what the kernel shows as the address's own flags (ifa_flags). */
    public int flags6;

    /** Seconds of the uptime clock. */
    public long updated;
    /** Seconds from {@link #updated} on; of an IPv6 address only. */
    public long validLifetime = FOREVER;

    public long preferredLifetime = FOREVER;
    /** Null for an address that no prefix counts on it. */
    public Prefix prefix;
    /** The multicast groups that its interface listens to for its sake. */
    public List<byte[]> groups = List.of();

    public static final long FOREVER = -1;

    public Ifaddr(Ifnet ifp, byte[] address, byte[] mask) {
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

    /** Whether nobody gave a mask, which is that of the address's old class then. */
    public boolean isMaskByClass() {
        return maskByClass;
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

    /** How many seconds it is valid since {@link #updated()}; -1 without end. */
    public long validLifetime() {
        return validLifetime;
    }

    /** How many seconds it is preferred since {@link #updated()}; -1 without end. */
    public long preferredLifetime() {
        return preferredLifetime;
    }

    /** When the lifetimes were set, in seconds since boot. */
    public long updated() {
        return updated;
    }

    /** Leading one bits of the mask. */
    public int prefixLength() {
        int bits = 0;
        while (bits < mask.length * 8 && (mask[bits >> 3] & 0x80 >> (bits & 7)) != 0) {
            bits++;
        }
        return bits;
    }

    /** By its solicited-node group and those of all nodes an address is found. */
    public static List<byte[]> groupsOf(byte[] address) {
        byte[] solicited = SOLICITED_NODE.clone();
        System.arraycopy(address, 13, solicited, 13, 3);
        return List.of(solicited, LINK_ALL_NODES, INTERFACE_ALL_NODES);
    }

    public boolean isLinkLocal() {
        return address().isLinkLocalV6();
    }

    /** The network: the address's bits under the mask. */
    public byte[] network() {
        return and(address, mask);
    }

    public boolean covers(byte[] other) {
        return other.length == address.length && Arrays.equals(network(), and(other, mask));
    }

    public static byte[] and(byte[] address, byte[] mask) {
        byte[] result = address.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= mask[i];
        }
        return result;
    }

    public static byte[] allOnes(int length) {
        byte[] result = new byte[length];
        Arrays.fill(result, (byte) 0xff);
        return result;
    }

    @Override
    public String toString() {
        return ifp + " " + address() + "/" + prefixLength();
    }
}
