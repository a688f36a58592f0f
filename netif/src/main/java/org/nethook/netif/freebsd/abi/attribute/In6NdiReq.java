package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/** {@code struct in6_ndireq} (netinet6/in6_var.h, nd6.h): an interface's neighbour discovery. */
public final class In6NdiReq {
    public static final int SIZE = 72;
    public static final int IFNAME = 0;
    public static final int NDI_LINKMTU = 16;
    public static final int NDI_MAXMTU = 20;
    public static final int NDI_BASEREACHABLE = 24;
    public static final int NDI_REACHABLE = 28;
    public static final int NDI_RETRANS = 32;
    public static final int NDI_FLAGS = 36;
    public static final int NDI_RECALCTM = 40;
    public static final int NDI_CHLIM = 44;

    public static final int ND6_IFF_PERFORMNUD = 0x1;
    public static final int ND6_IFF_ACCEPT_RTADV = 0x2;
    public static final int ND6_IFF_PREFER_SOURCE = 0x4;
    public static final int ND6_IFF_IFDISABLED = 0x8;
    public static final int ND6_IFF_DONT_SET_IFROUTE = 0x10;
    public static final int ND6_IFF_AUTO_LINKLOCAL = 0x20;
    public static final int ND6_IFF_NO_RADR = 0x40;
    public static final int ND6_IFF_NO_PREFER_IFACE = 0x80;
    public static final int ND6_IFF_NO_DAD = 0x100;

    private In6NdiReq() {}

    /** Sets the interface's name. */
    public static void putName(Memory memory, String ifName) {
        CString.put(memory, IFNAME, NetIf.IFNAMSIZ, ifName);
    }

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFNAME, NetIf.IFNAMSIZ);
    }

    /** {@code ND6_IFF_…}. */
    public static int flags(Memory memory) {
        return memory.getInt(NDI_FLAGS);
    }

    /** Sets {@code ND6_IFF_…}. */
    public static void putFlags(Memory memory, int flags) {
        memory.putInt(NDI_FLAGS, flags);
    }
}
