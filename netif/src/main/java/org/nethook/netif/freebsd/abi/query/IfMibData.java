package org.nethook.netif.freebsd.abi.query;

/** {@code struct ifmibdata} (net/if_mib.h): an interface as the sysctls below net.link.generic show it. */
public final class IfMibData {
    public static final int SIZE = 208;
    public static final int IFMD_NAME = 0;
    public static final int IFMD_PCOUNT = 16;
    public static final int IFMD_FLAGS = 20;
    public static final int IFMD_SND_MAXLEN = 28;
    public static final int IFMD_DATA = 56;

    private IfMibData() {}
}
