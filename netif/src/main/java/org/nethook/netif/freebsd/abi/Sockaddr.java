package org.nethook.netif.freebsd.abi;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.Memory;

/**
 * What all socket addresses share: a length in byte 0, the family in byte 1 ({@code struct sockaddr}), and how they
 * stand one after the other in a routing message.
 */
public final class Sockaddr {
    public static final int SIZE = 16;
    public static final int SA_LEN = 0;
    public static final int SA_FAMILY = 1;
    public static final int SA_DATA = 2;

    private static final int ALIGNMENT = 8;

    private Sockaddr() {}

    /** The length the address says it has. */
    public static int len(Memory memory, int at) {
        return memory.getByte(at + SA_LEN);
    }

    /** Its address family; 0 where the address is too short to have one. */
    public static int family(Memory memory, int at) {
        return len(memory, at) > SA_FAMILY ? memory.getByte(at + SA_FAMILY) : Socket.AF_UNSPEC;
    }

    /** Bytes an address of this length takes in a message ({@code SA_SIZE} of net/route.h): a multiple of 8, never 0. */
    public static int spaceOf(int len) {
        return len == 0 ? ALIGNMENT : len + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /**
     * Where an address of a message stands.
     *
     * @param first where the first one stands
     * @param end where the message ends
     * @param addrs the message's mask of addresses
     * @param which one bit of it, such as {@code RTA_GATEWAY}
     * @return -1 when the message does not have it, or ends before it does
     */
    public static int find(Memory memory, int first, int end, int addrs, int which) {
        if ((addrs & which) == 0) {
            return -1;
        }
        int at = first;
        for (int bit = 1; bit < which; bit <<= 1) {
            if ((addrs & bit) != 0) {
                if (at >= end) {
                    return -1;
                }
                at += spaceOf(len(memory, at));
            }
        }
        return at < end && at + len(memory, at) <= end ? at : -1;
    }

    /** The IP address, without a scope; null when this is none. */
    public static IpAddress address(Memory memory, int at) {
        int family = family(memory, at);
        if (family == Socket.AF_INET && len(memory, at) >= SockaddrIn.SIN_ADDR + 4) {
            return SockaddrIn.address(memory, at);
        }
        if (family == Socket.AF_INET6 && len(memory, at) >= SockaddrIn6.SIN6_ADDR + 16) {
            return SockaddrIn6.address(memory, at);
        }
        return null;
    }

    /**
     * The length of a prefix given as mask. The kernel cuts masks after their last byte that is not zero and may leave
     * their family 0, so the family is the caller's.
     *
     * @param family AF_INET or AF_INET6
     */
    public static int prefixLength(Memory memory, int at, int family) {
        int offset = family == Socket.AF_INET ? SockaddrIn.SIN_ADDR : SockaddrIn6.SIN6_ADDR;
        int end = Math.min(len(memory, at), offset + (family == Socket.AF_INET ? 4 : 16));
        int bits = 0;
        for (int i = offset; i < end; i++) {
            int octet = memory.getByte(at + i);
            for (int bit = 0x80; bit != 0; bit >>= 1) {
                if ((octet & bit) == 0) {
                    return bits;
                }
                bits++;
            }
        }
        return bits;
    }

    /** The mask of a prefix as an address. */
    public static IpAddress mask(boolean v4, int prefixLength) {
        return IpAddress.of(new byte[v4 ? 4 : 16]).broadcast(0).network(prefixLength);
    }
}
