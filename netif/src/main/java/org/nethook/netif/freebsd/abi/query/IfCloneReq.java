package org.nethook.netif.freebsd.abi.query;

import org.nethook.netif.ffi.Memory;

/** {@code struct if_clonereq} (net/if.h): a buffer for the names of the cloners. */
public final class IfCloneReq {
    public static final int SIZE = 16;
    public static final int IFCR_TOTAL = 0;
    public static final int IFCR_COUNT = 4;
    public static final int IFCR_BUFFER = 8;

    private IfCloneReq() {}

    /**
     * Gives the names their place.
     *
     * @param address of an array of names, IFNAMSIZ bytes each; 0 to ask for their number only
     * @param count names that the array has room for
     */
    public static void putArray(Memory memory, long address, int count) {
        memory.putInt(IFCR_COUNT, count);
        memory.putLong(IFCR_BUFFER, address);
    }

    /** How many there are. */
    public static int total(Memory memory) {
        return memory.getInt(IFCR_TOTAL);
    }
}
