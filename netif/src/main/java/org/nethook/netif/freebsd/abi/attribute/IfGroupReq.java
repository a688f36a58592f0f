package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/**
 * {@code struct ifgroupreq} (net/if.h): an interface, and the name of a group or, through a pointer, an array of
 * {@link IfgReq}.
 */
public final class IfGroupReq {
    public static final int SIZE = 40;
    public static final int IFGR_NAME = 0;
    public static final int IFGR_LEN = 16;
    public static final int IFGR_GROUP = 24;
    public static final int IFGR_GROUPS = 24;

    private IfGroupReq() {}

    /** Sets the interface's name. */
    public static void putName(Memory memory, String ifName) {
        CString.put(memory, IFGR_NAME, NetIf.IFNAMSIZ, ifName);
    }

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFGR_NAME, NetIf.IFNAMSIZ);
    }

    /** Names a group. */
    public static void putGroup(Memory memory, String group) {
        CString.put(memory, IFGR_GROUP, NetIf.IFNAMSIZ, group);
    }

    /** The group's name. */
    public static String group(Memory memory) {
        return CString.get(memory, IFGR_GROUP, NetIf.IFNAMSIZ);
    }

    /**
     * Gives the array its place.
     *
     * @param address of the array; 0 to ask for its size only
     * @param length of the array in bytes
     */
    public static void putArray(Memory memory, long address, int length) {
        memory.putInt(IFGR_LEN, length);
        memory.putLong(IFGR_GROUPS, address);
    }

    /** The array's length in bytes. */
    public static int length(Memory memory) {
        return memory.getInt(IFGR_LEN);
    }

    /** Sets the array's length, for an answer. */
    public static void putLength(Memory memory, int length) {
        memory.putInt(IFGR_LEN, length);
    }

    /** The array's address. */
    public static long array(Memory memory) {
        return memory.getLong(IFGR_GROUPS);
    }
}
