package org.nethook.netif.freebsd.abi.route;

import org.nethook.netif.ffi.Memory;

/** {@code struct ifa_msghdrl} (net/if.h): RTM_NEWADDR in NET_RT_IFLISTL; it follows the RTM_IFINFO of its interface. */
public final class IfaMsghdrl {
    public static final int SIZE = 176;
    public static final int IFAM_MSGLEN = 0;
    public static final int IFAM_VERSION = 2;
    public static final int IFAM_TYPE = 3;
    public static final int IFAM_ADDRS = 4;
    public static final int IFAM_FLAGS = 8;
    public static final int IFAM_INDEX = 12;
    public static final int IFAM_LEN = 16;
    public static final int IFAM_DATA_OFF = 18;
    public static final int IFAM_METRIC = 20;
    public static final int IFAM_DATA = 24;

    private IfaMsghdrl() {}

    /** Writes the header up to the data, which follows at {@link #IFAM_DATA}. */
    public static void put(Memory memory, int at, int msglen, int addrs, int flags, int index) {
        memory.putShort(at + IFAM_MSGLEN, msglen);
        memory.putByte(at + IFAM_VERSION, Rtm.RTM_VERSION);
        memory.putByte(at + IFAM_TYPE, Rtm.RTM_NEWADDR);
        memory.putInt(at + IFAM_ADDRS, addrs);
        memory.putInt(at + IFAM_FLAGS, flags);
        memory.putShort(at + IFAM_INDEX, index);
        memory.putShort(at + IFAM_LEN, SIZE);
        memory.putShort(at + IFAM_DATA_OFF, IFAM_DATA);
    }

    /** The mask of addresses. */
    public static int addrs(Memory memory, int at) {
        return memory.getInt(at + IFAM_ADDRS);
    }

    /** The interface's index. */
    public static int index(Memory memory, int at) {
        return memory.getShort(at + IFAM_INDEX);
    }

    /** Where the message's addresses begin. */
    public static int sockaddrs(Memory memory, int at) {
        return at + memory.getShort(at + IFAM_LEN);
    }
}
