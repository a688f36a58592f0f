package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/**
 * {@code struct ifmediareq} (net/if.h, net/if_media.h): what is set, what is active, whether there is link, and through
 * a pointer the media words the hardware supports. With ifm_count 0 these are only counted.
 */
public final class IfMediaReq {
    public static final int SIZE = 48;
    public static final int IFM_NAME = 0;
    public static final int IFM_CURRENT = 16;
    public static final int IFM_MASK = 20;
    public static final int IFM_STATUS = 24;
    /** An offset; the bit of this name in ifm_status is {@link MediaWord#IFM_ACTIVE}. */
    public static final int IFM_ACTIVE = 28;

    public static final int IFM_COUNT = 32;
    public static final int IFM_ULIST = 40;

    private IfMediaReq() {}

    /** Sets the interface's name. */
    public static void putName(Memory memory, String ifName) {
        CString.put(memory, IFM_NAME, NetIf.IFNAMSIZ, ifName);
    }

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFM_NAME, NetIf.IFNAMSIZ);
    }

    /** Sets what is set, the status and what is active, for an answer. */
    public static void put(Memory memory, int current, int status, int active) {
        memory.putInt(IFM_CURRENT, current);
        memory.putInt(IFM_STATUS, status);
        memory.putInt(IFM_ACTIVE, active);
    }

    /** The word somebody set, see {@link MediaWord}. */
    public static int current(Memory memory) {
        return memory.getInt(IFM_CURRENT);
    }

    /** {@link MediaWord#IFM_AVALID} and {@link MediaWord#IFM_ACTIVE}. */
    public static int status(Memory memory) {
        return memory.getInt(IFM_STATUS);
    }

    /** The word in use. */
    public static int active(Memory memory) {
        return memory.getInt(IFM_ACTIVE);
    }
}
