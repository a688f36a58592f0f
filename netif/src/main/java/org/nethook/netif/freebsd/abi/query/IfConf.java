package org.nethook.netif.freebsd.abi.query;

/** {@code struct ifconf} (net/if.h): a buffer for the addresses of all interfaces. */
public final class IfConf {
    public static final int SIZE = 16;
    public static final int IFC_LEN = 0;
    public static final int IFC_IFCU = 8;

    private IfConf() {}
}
