package org.nethook.netif.freebsd.abi.query;

/** {@code struct ifstat} (net/if.h): what a driver says of itself in words. */
public final class IfStat {
    public static final int SIZE = 817;
    public static final int IFS_NAME = 0;
    public static final int ASCII = 16;

    private IfStat() {}
}
