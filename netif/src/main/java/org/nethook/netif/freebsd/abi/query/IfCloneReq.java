package org.nethook.netif.freebsd.abi.query;

/** {@code struct if_clonereq} (net/if.h): a buffer for the names of the cloners. */
public final class IfCloneReq {
    public static final int SIZE = 16;
    public static final int IFCR_TOTAL = 0;
    public static final int IFCR_COUNT = 4;
    public static final int IFCR_BUFFER = 8;

    private IfCloneReq() {}
}
