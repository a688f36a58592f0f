package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/** {@code struct ifg_req} (net/if.h): a group of an interface, or a member of a group. */
public final class IfgReq {
    public static final int SIZE = 16;

    private IfgReq() {}

    /** The name. */
    public static String name(Memory memory, int at) {
        return CString.get(memory, at, NetIf.IFNAMSIZ);
    }

    /** Sets the name. */
    public static void putName(Memory memory, int at, String name) {
        CString.put(memory, at, NetIf.IFNAMSIZ, name);
    }
}
