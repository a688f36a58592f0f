package org.nethook.netif.freebsd.abi.route;

import org.nethook.netif.ffi.Memory;

/** {@code struct if_data} (net/if.h): type, link state, MTU and counters of an interface; only what nethook reads. */
public final class IfData {
    public static final int SIZE = 152;
    public static final int IFI_TYPE = 0;
    public static final int IFI_PHYSICAL = 1;
    public static final int IFI_ADDRLEN = 2;
    public static final int IFI_HDRLEN = 3;
    public static final int IFI_LINK_STATE = 4;
    public static final int IFI_VHID = 5;
    public static final int IFI_DATALEN = 6;
    public static final int IFI_MTU = 8;
    public static final int IFI_METRIC = 12;
    public static final int IFI_BAUDRATE = 16;
    public static final int IFI_IPACKETS = 24;
    public static final int IFI_IERRORS = 32;
    public static final int IFI_OPACKETS = 40;
    public static final int IFI_OERRORS = 48;
    public static final int IFI_COLLISIONS = 56;
    public static final int IFI_IBYTES = 64;
    public static final int IFI_OBYTES = 72;
    public static final int IFI_IMCASTS = 80;
    public static final int IFI_OMCASTS = 88;
    public static final int IFI_IQDROPS = 96;
    public static final int IFI_OQDROPS = 104;
    public static final int IFI_NOPROTO = 112;
    public static final int IFI_HWASSIST = 120;

    private IfData() {}

    /**
     * Writes type, link state and MTU; the counters stay as they are.
     *
     * @param type {@code IFT_…}
     * @param linkState {@code LINK_STATE_…}
     */
    public static void put(Memory memory, int at, int type, int linkState, int mtu) {
        memory.putByte(at + IFI_TYPE, type);
        memory.putByte(at + IFI_LINK_STATE, linkState);
        memory.putShort(at + IFI_DATALEN, SIZE);
        memory.putInt(at + IFI_MTU, mtu);
    }

    /** {@code IFT_…}. */
    public static int type(Memory memory, int at) {
        return memory.getByte(at + IFI_TYPE);
    }

    /** {@code LINK_STATE_…}. */
    public static int linkState(Memory memory, int at) {
        return memory.getByte(at + IFI_LINK_STATE);
    }

    /** Largest packet in bytes. */
    public static int mtu(Memory memory, int at) {
        return memory.getInt(at + IFI_MTU);
    }

    /** Bits a second; 0 when the interface does not say. */
    public static long baudrate(Memory memory, int at) {
        return memory.getLong(at + IFI_BAUDRATE);
    }

    /**
     * A counter.
     *
     * @param counter its offset, such as {@link #IFI_IPACKETS}
     */
    public static long counter(Memory memory, int at, int counter) {
        return memory.getLong(at + counter);
    }
}
