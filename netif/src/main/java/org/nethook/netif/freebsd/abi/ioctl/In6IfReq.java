package org.nethook.netif.freebsd.abi.ioctl;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.SockaddrIn6;

/** {@code struct in6_ifreq} (netinet6/in6_var.h): its size is that of the statistics in its union. */
public final class In6IfReq {
    public static final int SIZE = 288;
    public static final int IFR_NAME = 0;
    public static final int IFR_IFRU_IFRU_ADDR = 16;
    /** SIOCGIFAFLAG_IN6 answers here, over the address. */
    public static final int IFR_IFRU_IFRU_FLAGS6 = 16;
    /** SIOCGIFALIFETIME_IN6 answers here, over the address. */
    public static final int IFR_IFRU_IFRU_LIFETIME = 16;

    private In6IfReq() {}

    /**
     * Writes an interface and one of its addresses.
     *
     * @param scopeId the interface's index for a link-local address, else 0
     */
    public static void put(Memory memory, String ifName, IpAddress address, int scopeId) {
        CString.put(memory, IFR_NAME, NetIf.IFNAMSIZ, ifName);
        SockaddrIn6.put(memory, IFR_IFRU_IFRU_ADDR, address, scopeId);
    }

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFR_NAME, NetIf.IFNAMSIZ);
    }
}
