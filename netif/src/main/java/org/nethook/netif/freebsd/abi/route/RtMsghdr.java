package org.nethook.netif.freebsd.abi.route;

import org.nethook.netif.ffi.Memory;

/** {@code struct rt_msghdr} (net/route.h): a route, in requests, their echoes and NET_RT_DUMP. */
public final class RtMsghdr {
    public static final int SIZE = 152;
    public static final int RTM_MSGLEN = 0;
    public static final int RTM_VERSION = 2;
    public static final int RTM_TYPE = 3;
    public static final int RTM_INDEX = 4;
    public static final int RTM_FLAGS = 8;
    public static final int RTM_ADDRS = 12;
    public static final int RTM_PID = 16;
    public static final int RTM_SEQ = 20;
    public static final int RTM_ERRNO = 24;
    public static final int RTM_FMASK = 28;
    public static final int RTM_INITS = 32;
    public static final int RTM_RMX = 40;

    private RtMsghdr() {}

    /**
     * Writes the header; length and mask of addresses come when these are known.
     *
     * @param type {@code RTM_ADD} and so on
     * @param index of the interface in an answer; the kernel does not look at it in a request
     */
    public static void put(Memory memory, int at, int type, int flags, int index, int seq) {
        memory.putByte(at + RTM_VERSION, Rtm.RTM_VERSION);
        memory.putByte(at + RTM_TYPE, type);
        memory.putShort(at + RTM_INDEX, index);
        memory.putInt(at + RTM_FLAGS, flags);
        memory.putInt(at + RTM_SEQ, seq);
    }

    /** Sets the length of the whole message and its mask of addresses. */
    public static void putAddrs(Memory memory, int at, int msglen, int addrs) {
        memory.putShort(at + RTM_MSGLEN, msglen);
        memory.putInt(at + RTM_ADDRS, addrs);
    }

    /** Length of the whole message. */
    public static int msglen(Memory memory, int at) {
        return memory.getShort(at + RTM_MSGLEN);
    }

    /** {@code RTM_…}. */
    public static int type(Memory memory, int at) {
        return memory.getByte(at + RTM_TYPE);
    }

    /** The index of the interface the route leaves by. */
    public static int index(Memory memory, int at) {
        return memory.getShort(at + RTM_INDEX);
    }

    /** {@code RTF_…}. */
    public static int flags(Memory memory, int at) {
        return memory.getInt(at + RTM_FLAGS);
    }

    /** The mask of addresses, which begin right after the header. */
    public static int addrs(Memory memory, int at) {
        return memory.getInt(at + RTM_ADDRS);
    }
}
