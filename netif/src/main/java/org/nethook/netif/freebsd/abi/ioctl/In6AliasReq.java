package org.nethook.netif.freebsd.abi.ioctl;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrIn6;

/** {@code struct in6_aliasreq} (netinet6/in6_var.h): an IPv6 address with prefix mask, flags and lifetimes. */
public final class In6AliasReq {
    public static final int SIZE = 136;
    public static final int IFRA_NAME = 0;
    public static final int IFRA_ADDR = 16;
    public static final int IFRA_PREFIXMASK = 72;
    public static final int IFRA_FLAGS = 100;
    public static final int IFRA_LIFETIME = 104;
    public static final int IFRA_LIFETIME_IA6T_VLTIME = 120;
    public static final int IFRA_LIFETIME_IA6T_PLTIME = 124;
    public static final int IFRA_VHID = 128;

    /** A lifetime without end; with 0, what zeroed memory says, the kernel returns success and adds nothing. */
    public static final int ND6_INFINITE_LIFETIME = 0xffffffff;

    private In6AliasReq() {}

    /**
     * Writes a request with infinite lifetimes and no flags.
     *
     * @param scopeId the interface's index for a link-local address, else 0
     */
    public static void put(Memory memory, String ifName, IpAddress address, int scopeId, int prefixLength) {
        CString.put(memory, IFRA_NAME, NetIf.IFNAMSIZ, ifName);
        SockaddrIn6.put(memory, IFRA_ADDR, address, scopeId);
        SockaddrIn6.put(memory, IFRA_PREFIXMASK, Sockaddr.mask(false, prefixLength), 0);
        memory.putInt(IFRA_LIFETIME_IA6T_VLTIME, ND6_INFINITE_LIFETIME);
        memory.putInt(IFRA_LIFETIME_IA6T_PLTIME, ND6_INFINITE_LIFETIME);
    }

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFRA_NAME, NetIf.IFNAMSIZ);
    }
}
