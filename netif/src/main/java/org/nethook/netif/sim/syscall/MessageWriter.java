package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.Socket.AF_LINK;
import static org.nethook.netif.freebsd.abi.route.Rtm.RTA_NETMASK;

import java.util.Arrays;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.SockaddrIn;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.state.Ifnet;

/** Appends sockaddrs to a header. */
final class MessageWriter {
    /** The kernel makes room for the longest name at once. */
    static final int LINK_SOCKADDR = 56;

    private static final int MOST = 1024;

    final ByteMemory memory = ByteMemory.allocate(MOST);
    int length;
    int addrs;

    MessageWriter(int header) {
        length = header;
    }

    /** An IPv6 address may have its zone in bytes 2 and 3, as the kernel keeps it, or be given it. */
    void ip(int which, byte[] address, int zone) {
        if (address.length == 4) {
            RouteMessages.putIn(memory, length, address);
            appended(which, SockaddrIn.SIZE);
            return;
        }
        byte[] plain = address.clone();
        int scope = 0;
        if (which != RTA_NETMASK && Inet6.hasZone(address)) {
            int embedded = (address[2] & 0xff) << 8 | address[3] & 0xff;
            scope = embedded != 0 ? embedded : zone;
            plain[2] = 0;
            plain[3] = 0;
        }
        SockaddrIn6.put(memory, length, IpAddress.of(plain), scope);
        appended(which, SockaddrIn6.SIZE);
    }

    void link(int which, Ifnet ifp) {
        SockaddrDl.put(memory, length, ifp.index(), ifp.typeWhenMade(), ifp.name(), null);
        memory.putByte(length + SockaddrDl.SDL_LEN, LINK_SOCKADDR);
        memory.putByte(length + SockaddrDl.SDL_ALEN, ifp.mac().length);
        byte[] data = ifp.linkData();
        memory.put(length + SockaddrDl.SDL_DATA, data, 0, data.length);
        appended(which, LINK_SOCKADDR);
    }

    /** A link-layer address without a name. */
    void address(int which, Ifnet ifp, byte[] mac) {
        SockaddrDl.put(memory, length, ifp.index(), ifp.typeWhenMade(), "", MacAddress.of(mac));
        appended(which, SockaddrDl.SIZE);
    }

    /** Without the zeros at its end, and with ones in place of all that stands before the address. */
    void radixMask(byte[] mask) {
        int end = mask.length;
        while (end > 0 && mask[end - 1] == 0) {
            end--;
        }
        int size = SockaddrIn6.SIN6_ADDR + end;
        for (int i = 1; i < SockaddrIn6.SIN6_ADDR; i++) {
            memory.putByte(length + i, 0xff);
        }
        memory.putByte(length, size);
        memory.put(length + SockaddrIn6.SIN6_ADDR, mask, 0, end);
        appended(RTA_NETMASK, size);
    }

    /** An empty link-layer address. */
    void noLink(int which) {
        memory.putByte(length + SockaddrDl.SDL_LEN, SockaddrDl.SIZE);
        memory.putByte(length + SockaddrDl.SDL_FAMILY, AF_LINK);
        appended(which, SockaddrDl.SIZE);
    }

    void bareLink(int which, Ifnet ifp, int type, int size) {
        memory.putByte(length + SockaddrDl.SDL_LEN, size);
        memory.putByte(length + SockaddrDl.SDL_FAMILY, AF_LINK);
        memory.putShort(length + SockaddrDl.SDL_INDEX, ifp.index());
        memory.putByte(length + SockaddrDl.SDL_TYPE, type);
        appended(which, size);
    }

    void empty(int which) {
        appended(which, 0);
    }

    private void appended(int which, int size) {
        addrs |= which;
        length += Sockaddr.spaceOf(size);
    }

    /** Messages of a list begin at multiples of 8. */
    void align() {
        length = Sockaddr.spaceOf(length);
    }

    byte[] bytes() {
        return Arrays.copyOf(memory.array(), length);
    }
}
