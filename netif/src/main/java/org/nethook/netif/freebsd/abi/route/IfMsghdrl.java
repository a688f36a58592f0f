package org.nethook.netif.freebsd.abi.route;

import org.nethook.netif.ffi.Memory;

/**
 * {@code struct if_msghdrl} (net/if.h): RTM_IFINFO in NET_RT_IFLISTL. The header says itself how long it is and where
 * its if_data begins, so that later kernels can extend both.
 */
public final class IfMsghdrl {
    public static final int SIZE = 176;
    public static final int IFM_MSGLEN = 0;
    public static final int IFM_VERSION = 2;
    public static final int IFM_TYPE = 3;
    public static final int IFM_ADDRS = 4;
    public static final int IFM_FLAGS = 8;
    public static final int IFM_INDEX = 12;
    public static final int IFM_LEN = 16;
    public static final int IFM_DATA_OFF = 18;
    public static final int IFM_DATA = 24;

    private IfMsghdrl() {}

    /** Writes the header up to the data, which follows at {@link #IFM_DATA}. */
    public static void put(Memory memory, int at, int msglen, int addrs, int flags, int index) {
        IfMsghdr.put(memory, at, msglen, addrs, flags, index);
        memory.putShort(at + IFM_LEN, SIZE);
        memory.putShort(at + IFM_DATA_OFF, IFM_DATA);
    }

    /** The mask of addresses. */
    public static int addrs(Memory memory, int at) {
        return memory.getInt(at + IFM_ADDRS);
    }

    /** The interface's flags, all 32. */
    public static int flags(Memory memory, int at) {
        return memory.getInt(at + IFM_FLAGS);
    }

    /** The interface's index. */
    public static int index(Memory memory, int at) {
        return memory.getShort(at + IFM_INDEX);
    }

    /** Where the message's {@link IfData} begins. */
    public static int data(Memory memory, int at) {
        return at + memory.getShort(at + IFM_DATA_OFF);
    }

    /** Where the message's addresses begin. */
    public static int sockaddrs(Memory memory, int at) {
        return at + memory.getShort(at + IFM_LEN);
    }
}
