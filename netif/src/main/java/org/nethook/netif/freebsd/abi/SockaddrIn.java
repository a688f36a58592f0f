package org.nethook.netif.freebsd.abi;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.Memory;

/** {@code struct sockaddr_in} (netinet/in.h). */
public final class SockaddrIn {
    public static final int SIZE = 16;
    public static final int SIN_LEN = 0;
    public static final int SIN_FAMILY = 1;
    public static final int SIN_PORT = 2;
    public static final int SIN_ADDR = 4;

    private SockaddrIn() {}

    /** Writes an address, its full length included: the kernel takes a wrong length for "any address". */
    public static void put(Memory memory, int at, IpAddress address) {
        memory.putByte(at + SIN_LEN, SIZE);
        memory.putByte(at + SIN_FAMILY, Socket.AF_INET);
        memory.put(at + SIN_ADDR, address.octets(), 0, 4);
    }

    /** The address; the family is not looked at. */
    public static IpAddress address(Memory memory, int at) {
        return IpAddress.of(memory.bytes(at + SIN_ADDR, 4));
    }
}
