package org.nethook.netif.freebsd.abi.route;

import org.nethook.netif.ffi.Memory;

/** {@code struct if_msghdr} (net/if.h): RTM_IFINFO on a routing socket and in NET_RT_IFLIST. */
public final class IfMsghdr {
    public static final int SIZE = 168;
    public static final int IFM_MSGLEN = 0;
    public static final int IFM_VERSION = 2;
    public static final int IFM_TYPE = 3;
    public static final int IFM_ADDRS = 4;
    public static final int IFM_FLAGS = 8;
    public static final int IFM_INDEX = 12;
    public static final int IFM_DATA = 16;

    private IfMsghdr() {}

    /** Writes the header up to the data. */
    public static void put(Memory memory, int at, int msglen, int addrs, int flags, int index) {
        memory.putShort(at + IFM_MSGLEN, msglen);
        memory.putByte(at + IFM_VERSION, Rtm.RTM_VERSION);
        memory.putByte(at + IFM_TYPE, Rtm.RTM_IFINFO);
        memory.putInt(at + IFM_ADDRS, addrs);
        memory.putInt(at + IFM_FLAGS, flags);
        memory.putShort(at + IFM_INDEX, index);
    }
}
