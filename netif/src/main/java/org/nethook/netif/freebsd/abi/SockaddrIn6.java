package org.nethook.netif.freebsd.abi;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.Memory;

/**
 * {@code struct sockaddr_in6} (netinet6/in6.h). The kernel keeps the zone of a link-local address in bytes 2 and 3 of
 * the address (the KAME form) and may hand it out so; readers here take both forms, writers use sin6_scope_id.
 */
public final class SockaddrIn6 {
    public static final int SIZE = 28;
    public static final int SIN6_LEN = 0;
    public static final int SIN6_FAMILY = 1;
    public static final int SIN6_PORT = 2;
    public static final int SIN6_FLOWINFO = 4;
    public static final int SIN6_ADDR = 8;
    public static final int SIN6_SCOPE_ID = 24;

    private SockaddrIn6() {}

    /**
     * Writes an address.
     *
     * @param scopeId the index of the interface whose zone a link-local address is in; 0 for none
     */
    public static void put(Memory memory, int at, IpAddress address, int scopeId) {
        memory.putByte(at + SIN6_LEN, SIZE);
        memory.putByte(at + SIN6_FAMILY, Socket.AF_INET6);
        memory.put(at + SIN6_ADDR, address.octets(), 0, 16);
        memory.putInt(at + SIN6_SCOPE_ID, scopeId);
    }

    /** The address without its zone; the family is not looked at. */
    public static IpAddress address(Memory memory, int at) {
        byte[] octets = memory.bytes(at + SIN6_ADDR, 16);
        if (hasZone(octets)) {
            octets[2] = 0;
            octets[3] = 0;
        }
        return IpAddress.of(octets);
    }

    /** The zone, from whichever of the two places has it; 0 for none. */
    public static int scopeId(Memory memory, int at) {
        byte[] octets = memory.bytes(at + SIN6_ADDR, 16);
        if (!hasZone(octets)) {
            return 0;
        }
        int embedded = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        return embedded != 0 ? embedded : memory.getInt(at + SIN6_SCOPE_ID);
    }

    /** Link-local unicast, and multicast of interface and link scope. */
    private static boolean hasZone(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        return first == 0xfe && (second & 0xc0) == 0x80
                || first == 0xff && ((second & 0xf) == 1 || (second & 0xf) == 2);
    }
}
