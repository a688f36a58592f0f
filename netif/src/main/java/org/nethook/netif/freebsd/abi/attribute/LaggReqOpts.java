package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/** {@code struct lagg_reqopts} (net/if_lagg.h): the options of a lagg; a request sets or, negated, clears one. */
public final class LaggReqOpts {
    public static final int SIZE = 40;
    public static final int RO_IFNAME = 0;
    public static final int RO_OPTS = 16;
    public static final int RO_COUNT = 20;
    public static final int RO_ACTIVE = 24;
    public static final int RO_FLAPPING = 28;
    public static final int RO_FLOWID_SHIFT = 32;
    public static final int RO_BKT = 36;

    public static final int LAGG_OPT_USE_FLOWID = 0x1;
    public static final int LAGG_OPT_FLOWIDSHIFT = 0x2;
    /** From 13.0 on. */
    public static final int LAGG_OPT_USE_NUMA = 0x4;

    public static final int LAGG_OPT_LACP_STRICT = 0x10;
    /** 12.1 calls the bit LAGG_OPT_LACP_TIMEOUT. */
    public static final int LAGG_OPT_LACP_FAST_TIMO = 0x80;
    /** From 12.2 on. */
    public static final int LAGG_OPT_RR_LIMIT = 0x100;

    private LaggReqOpts() {}

    /** Sets the lagg's name. */
    public static void putIfName(Memory memory, String lagg) {
        CString.put(memory, RO_IFNAME, NetIf.IFNAMSIZ, lagg);
    }

    /** The lagg's name. */
    public static String ifName(Memory memory) {
        return CString.get(memory, RO_IFNAME, NetIf.IFNAMSIZ);
    }

    /** {@code LAGG_OPT_…}. */
    public static int opts(Memory memory) {
        return memory.getInt(RO_OPTS);
    }

    /** Sets {@code LAGG_OPT_…}, negated to clear it. */
    public static void putOpts(Memory memory, int opts) {
        memory.putInt(RO_OPTS, opts);
    }
}
