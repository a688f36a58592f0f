package org.nethook.netif.freebsd.abi.ioctl;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/**
 * {@code struct lagg_reqall} (net/if_lagg.h): a lagg with its protocol and, through the pointer ra_port, an array of
 * {@link LaggReqPort}. In a request ra_size is the array's size in bytes; in the answer it is what was filled, and
 * ra_ports the number of ports. Too small an array is filled as far as it goes, without an error.
 */
public final class LaggReqAll {
    public static final int SIZE = 80;
    public static final int RA_IFNAME = 0;
    public static final int RA_PROTO = 16;
    public static final int RA_SIZE = 24;
    public static final int RA_PORT = 32;
    public static final int RA_PORTS = 40;

    public static final int LAGG_PROTO_NONE = 0;
    public static final int LAGG_PROTO_ROUNDROBIN = 1;
    public static final int LAGG_PROTO_FAILOVER = 2;
    public static final int LAGG_PROTO_LOADBALANCE = 3;
    public static final int LAGG_PROTO_LACP = 4;
    public static final int LAGG_PROTO_BROADCAST = 5;
    /** One more than the last protocol. */
    public static final int LAGG_PROTO_MAX = 6;
    /** The most ports a lagg can have. */
    public static final int LAGG_MAX_PORTS = 32;

    private LaggReqAll() {}

    /** Sets the lagg's name. */
    public static void putIfName(Memory memory, String lagg) {
        CString.put(memory, RA_IFNAME, NetIf.IFNAMSIZ, lagg);
    }

    /** The lagg's name. */
    public static String ifName(Memory memory) {
        return CString.get(memory, RA_IFNAME, NetIf.IFNAMSIZ);
    }

    /** Sets the protocol, {@code LAGG_PROTO_…}. */
    public static void putProto(Memory memory, int proto) {
        memory.putInt(RA_PROTO, proto);
    }

    /** The protocol. */
    public static int proto(Memory memory) {
        return memory.getInt(RA_PROTO);
    }

    /**
     * Gives the array its place.
     *
     * @param address of the array
     * @param size of the array in bytes
     */
    public static void putPortArray(Memory memory, long address, int size) {
        memory.putLong(RA_PORT, address);
        memory.putLong(RA_SIZE, size);
    }

    /** The address of the array. */
    public static long portArray(Memory memory) {
        return memory.getLong(RA_PORT);
    }

    /** ra_size in bytes. */
    public static long size(Memory memory) {
        return memory.getLong(RA_SIZE);
    }

    /** Sets ra_size and ra_ports, for an answer. */
    public static void putPorts(Memory memory, int ports, int filled) {
        memory.putLong(RA_SIZE, filled);
        memory.putInt(RA_PORTS, ports);
    }

    /** ra_ports, the number of ports there are. */
    public static int ports(Memory memory) {
        return memory.getInt(RA_PORTS);
    }
}
