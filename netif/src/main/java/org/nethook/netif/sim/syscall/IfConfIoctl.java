package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.sim.kernel.Ifaddr;
import org.nethook.netif.sim.kernel.Ifnet;
import org.nethook.netif.sim.kernel.Inet6;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelError;

/** SIOCGIFCONF: every address of every interface, an entry each, as much as there is room for (sys/net/if.c). */
final class IfConfIoctl {
    private static final int IFCONF = 16;
    private static final int IFC_BUF = 8;

    private final Kernel kernel;

    IfConfIoctl(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(IoctlRequest.readWrite("SIOCGIFCONF", 'i', 36, IFCONF), this::list);
    }

    private void list(IoctlCalls.Call call) {
        int room = call.data().getInt(0);
        if (room <= 0) {
            throw new KernelError(EINVAL);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Ifnet ifp : kernel.interfaces().list()) {
            if (!add(all, room, entry(ifp, RouteMessages.linkSockaddr(ifp)))) {
                break;
            }
            boolean fits = true;
            for (Ifaddr ifa : ifp.addresses()) {
                fits = fits && add(all, room, entry(ifp, sockaddr(ifa)));
            }
            if (!fits) {
                break;
            }
        }
        call.data().putInt(0, all.size());
        call.memory().copyOut(all.toByteArray(), call.data().getLong(IFC_BUF));
    }

    private static boolean add(ByteArrayOutputStream all, int room, byte[] entry) {
        if (all.size() + entry.length > room) {
            return false;
        }
        all.writeBytes(entry);
        return true;
    }

    /** With the zone inside the address, as the kernel keeps it. */
    private static byte[] sockaddr(Ifaddr ifa) {
        boolean v4 = ifa.family() == Socket.AF_INET;
        ByteMemory memory = ByteMemory.allocate(v4 ? 16 : SockaddrIn6.SIZE);
        byte[] address = ifa.address().octets();
        if (v4) {
            RouteMessages.putIn(memory, 0, address);
        } else {
            memory.putByte(0, SockaddrIn6.SIZE);
            memory.putByte(1, Socket.AF_INET6);
            memory.put(
                    SockaddrIn6.SIN6_ADDR, Inet6.kernelForm(address, ifa.ifp().index()), 0, 16);
        }
        return memory.array();
    }

    private static byte[] entry(Ifnet ifp, byte[] sockaddr) {
        ByteMemory memory = ByteMemory.allocate(Math.max(IfReq.SIZE, NetIf.IFNAMSIZ + sockaddr.length));
        CString.put(memory, 0, NetIf.IFNAMSIZ, ifp.name());
        memory.put(NetIf.IFNAMSIZ, sockaddr, 0, sockaddr.length);
        return Arrays.copyOf(memory.array(), memory.size());
    }
}
