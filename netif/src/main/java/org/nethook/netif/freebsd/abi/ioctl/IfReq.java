package org.nethook.netif.freebsd.abi.ioctl;

import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.Socket;

/** {@code struct ifreq} (net/if.h): an interface's name and a union. */
public final class IfReq {
    public static final int SIZE = 32;
    public static final int IFR_NAME = 0;
    public static final int IFR_ADDR = 16;
    public static final int IFR_FLAGS = 16;
    public static final int IFR_FLAGSHIGH = 18;
    public static final int IFR_INDEX = 16;
    public static final int IFR_MTU = 16;
    public static final int IFR_DATA = 16;
    public static final int IFR_FIB = 16;
    public static final int IFR_VLAN_PCP = 16;

    private IfReq() {}

    /** The interface's name. */
    public static String name(Memory memory) {
        return CString.get(memory, IFR_NAME, NetIf.IFNAMSIZ);
    }

    /** Sets the interface's name. */
    public static void putName(Memory memory, String ifName) {
        CString.put(memory, IFR_NAME, NetIf.IFNAMSIZ, ifName);
    }

    /** The flags; the high half in bits 16 to 31. */
    public static int flags(Memory memory) {
        return memory.getShort(IFR_FLAGS) | memory.getShort(IFR_FLAGSHIGH) << 16;
    }

    /** Sets both halves of the flags. */
    public static void putFlags(Memory memory, int flags) {
        memory.putShort(IFR_FLAGS, flags);
        memory.putShort(IFR_FLAGSHIGH, flags >> 16);
    }

    /** Largest packet in bytes. */
    public static int mtu(Memory memory) {
        return memory.getInt(IFR_MTU);
    }

    /** Sets the largest packet in bytes. */
    public static void putMtu(Memory memory, int mtu) {
        memory.putInt(IFR_MTU, mtu);
    }

    /** The interface's index. */
    public static int index(Memory memory) {
        return memory.getShort(IFR_INDEX);
    }

    /** Sets the interface's index. */
    public static void putIndex(Memory memory, int index) {
        memory.putShort(IFR_INDEX, index);
    }

    /** Sets an IPv4 address of full length. */
    public static void putAddress(Memory memory, IpAddress address) {
        SockaddrIn.put(memory, IFR_ADDR, address);
    }

    /** The hardware address, as SIOCGHWADDR and SIOCSIFLLADDR have it. */
    public static MacAddress mac(Memory memory) {
        return MacAddress.of(memory.bytes(IFR_ADDR + Sockaddr.SA_DATA, 6));
    }

    /** Sets a hardware address: here sa_len is the length of the address alone. */
    public static void putMac(Memory memory, MacAddress mac) {
        memory.putByte(IFR_ADDR + Sockaddr.SA_LEN, 6);
        memory.putByte(IFR_ADDR + Sockaddr.SA_FAMILY, Socket.AF_LINK);
        memory.put(IFR_ADDR + Sockaddr.SA_DATA, mac.octets(), 0, 6);
    }
}
