package org.nethook.netif.freebsd.abi.ioctl;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/** {@code struct lagg_reqport} (net/if_lagg.h): a port of a lagg; also an entry of what SIOCGLAGG answers. */
public final class LaggReqPort {
    public static final int SIZE = 72;
    public static final int RP_IFNAME = 0;
    public static final int RP_PORTNAME = 16;
    public static final int RP_PRIO = 32;
    public static final int RP_FLAGS = 36;

    public static final int LAGG_PORT_MASTER = 0x1;
    public static final int LAGG_PORT_STACK = 0x2;
    public static final int LAGG_PORT_ACTIVE = 0x4;
    public static final int LAGG_PORT_COLLECTING = 0x8;
    public static final int LAGG_PORT_DISTRIBUTING = 0x10;

    private LaggReqPort() {}

    /** Writes the names of lagg and port. */
    public static void putNames(Memory memory, int at, String lagg, String port) {
        CString.put(memory, at + RP_IFNAME, NetIf.IFNAMSIZ, lagg);
        CString.put(memory, at + RP_PORTNAME, NetIf.IFNAMSIZ, port);
    }

    /** The lagg's name. */
    public static String ifName(Memory memory, int at) {
        return CString.get(memory, at + RP_IFNAME, NetIf.IFNAMSIZ);
    }

    /** The port's name. */
    public static String portName(Memory memory, int at) {
        return CString.get(memory, at + RP_PORTNAME, NetIf.IFNAMSIZ);
    }

    /** The port's flags, {@code LAGG_PORT_…}. */
    public static int flags(Memory memory, int at) {
        return memory.getInt(at + RP_FLAGS);
    }

    /** Sets the port's flags. */
    public static void putFlags(Memory memory, int at, int flags) {
        memory.putInt(at + RP_FLAGS, flags);
    }
}
