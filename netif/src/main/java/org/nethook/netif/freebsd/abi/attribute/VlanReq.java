package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;

/**
 * {@code struct vlanreq} (net/if_vlan_var.h), which {@code ifr_data} points to. Kernels before 13 have no vlr_proto and copy two
 * bytes fewer, in and out.
 */
public final class VlanReq {
    public static final int SIZE = 20;
    public static final int VLR_PARENT = 0;
    public static final int VLR_TAG = 16;
    public static final int VLR_PROTO = 18;

    private VlanReq() {}

    /** Sets the parent; an empty one takes the VLAN off its parent. */
    public static void put(Memory memory, String parent, int tag, int proto) {
        CString.put(memory, VLR_PARENT, NetIf.IFNAMSIZ, parent);
        memory.putShort(VLR_TAG, tag);
        memory.putShort(VLR_PROTO, proto);
    }

    /** The parent; empty for none. */
    public static String parent(Memory memory) {
        return CString.get(memory, VLR_PARENT, NetIf.IFNAMSIZ);
    }

    /** The VLAN's number. */
    public static int tag(Memory memory) {
        return memory.getShort(VLR_TAG) & 0xffff;
    }

    /** The Ethernet type of its tags; 0 where the kernel does not say. */
    public static int proto(Memory memory) {
        return memory.getShort(VLR_PROTO) & 0xffff;
    }
}
