package org.nethook.netif.freebsd.abi.ioctl;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrIn;

/** {@code struct in_aliasreq} (netinet/in_var.h): an IPv4 address with mask and broadcast address. */
public final class InAliasReq {
    public static final int SIZE = 68;
    public static final int IFRA_NAME = 0;
    public static final int IFRA_ADDR = 16;
    public static final int IFRA_BROADADDR = 32;
    public static final int IFRA_MASK = 48;
    public static final int IFRA_VHID = 64;

    private InAliasReq() {}

    /**
     * Writes a request; all addresses have their full length.
     *
     * @param broadcast null for none: the field stays zero, and the kernel takes the subnet's
     */
    public static void put(Memory memory, String ifName, IpAddress address, int prefixLength, IpAddress broadcast) {
        CString.put(memory, IFRA_NAME, NetIf.IFNAMSIZ, ifName);
        SockaddrIn.put(memory, IFRA_ADDR, address);
        SockaddrIn.put(memory, IFRA_MASK, Sockaddr.mask(true, prefixLength));
        if (broadcast != null) {
            SockaddrIn.put(memory, IFRA_BROADADDR, broadcast);
        }
    }

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFRA_NAME, NetIf.IFNAMSIZ);
    }
}
