package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/** {@code struct lagg_reqflags} (net/if_lagg.h): which headers a lagg hashes to choose a port. */
public final class LaggReqFlags {
    public static final int SIZE = 20;
    public static final int RF_IFNAME = 0;
    public static final int RF_FLAGS = 16;

    public static final int LAGG_F_HASHL2 = 0x1;
    public static final int LAGG_F_HASHL3 = 0x2;
    public static final int LAGG_F_HASHL4 = 0x4;
    public static final int LAGG_F_HASHMASK = 0x7;

    private LaggReqFlags() {}

    /** Sets the lagg's name. */
    public static void putIfName(Memory memory, String lagg) {
        CString.put(memory, RF_IFNAME, NetIf.IFNAMSIZ, lagg);
    }

    /** The lagg's name. */
    public static String ifName(Memory memory) {
        return CString.get(memory, RF_IFNAME, NetIf.IFNAMSIZ);
    }

    /** {@code LAGG_F_…}. */
    public static int flags(Memory memory) {
        return memory.getInt(RF_FLAGS);
    }

    /** Sets {@code LAGG_F_…}. */
    public static void putFlags(Memory memory, int flags) {
        memory.putInt(RF_FLAGS, flags);
    }
}
