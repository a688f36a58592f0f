package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENAMETOOLONG;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENODEV;
import static org.nethook.netif.freebsd.abi.NetIf.IFNAMSIZ;

import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.IfData;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Lagg;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Release;

/** Requests on interfaces of any kind (ifioctl and ifhwioctl of sys/net/if.c). */
final class InterfaceIoctls {
    /** {@code struct ifmediareq}. */
    private static final int MEDIA_SIZE = 48;

    private static final int IFM_CURRENT = 16;
    private static final int IFM_MASK = 20;
    private static final int IFM_STATUS = 24;
    private static final int IFM_ACTIVE_WORD = 28;
    private static final int IFM_COUNT = 32;
    private static final int IFM_ULIST = 40;
    private static final int IFM_AVALID = 1;
    private static final int IFM_ACTIVE = 2;

    private static final IoctlRequest SIOCGIFMEDIA = IoctlRequest.readWrite("SIOCGIFMEDIA", 'i', 56, MEDIA_SIZE);
    private static final IoctlRequest SIOCGIFXMEDIA = IoctlRequest.readWrite("SIOCGIFXMEDIA", 'i', 139, MEDIA_SIZE);
    private static final IoctlRequest SIOCGIFDATA = IoctlRequest.write("SIOCGIFDATA", 'i', 44, IfReq.SIZE);

    private final Kernel kernel;

    InterfaceIoctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(SockIo.SIOCIFCREATE, this::create);
        calls.on(SockIo.SIOCIFCREATE2, this::create);
        calls.on(SockIo.SIOCIFDESTROY, call -> {
            call.requireRoot();
            kernel.cloners().destroy(IfReq.name(call.data()));
        });
        calls.on(
                SockIo.SIOCGIFFLAGS,
                call -> IfReq.putFlags(call.data(), call.ifp().flags()));
        calls.on(SockIo.SIOCSIFFLAGS, call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.interfaces().setFlags(ifp, IfReq.flags(call.data()));
        });
        calls.on(SockIo.SIOCGIFMTU, call -> IfReq.putMtu(call.data(), call.ifp().mtu()));
        calls.on(SockIo.SIOCSIFMTU, call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.interfaces().setMtu(ifp, IfReq.mtu(call.data()));
        });
        calls.on(
                SockIo.SIOCGIFINDEX,
                call -> IfReq.putIndex(call.data(), call.ifp().index()));
        calls.on(SockIo.SIOCSIFNAME, this::rename);
        calls.on(SockIo.SIOCSIFLLADDR, this::setMac);
        calls.on(SockIo.SIOCGHWADDR, InterfaceIoctls::getMac);
        calls.on(SIOCGIFMEDIA, InterfaceIoctls::media);
        calls.on(SIOCGIFXMEDIA, call -> {
            if (!call.ifp().hasExtendedMedia()) {
                throw new KernelError(EINVAL);
            }
            media(call);
        });
        calls.on(SIOCGIFDATA, this::data);
    }

    private void create(IoctlCalls.Call call) {
        call.requireRoot();
        String name = kernel.cloners().create(IfReq.name(call.data()));
        CString.put(call.data(), IfReq.IFR_NAME, IFNAMSIZ, name);
    }

    private void rename(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireRoot();
        String to = call.memory().copyInString(call.data().getLong(IfReq.IFR_DATA), IFNAMSIZ, ENAMETOOLONG);
        kernel.interfaces().rename(ifp, to);
    }

    private void setMac(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireRoot();
        int length = Sockaddr.len(call.data(), IfReq.IFR_ADDR);
        if (length > IfReq.SIZE - IfReq.IFR_ADDR - Sockaddr.SA_DATA) {
            throw new KernelError(EINVAL);
        }
        kernel.interfaces().setMac(ifp, call.data().bytes(IfReq.IFR_ADDR + Sockaddr.SA_DATA, length));
    }

    /** The address the hardware came with, also while a lagg has given it another. */
    private static void getMac(IoctlCalls.Call call) {
        byte[] mac = call.ifp().hardwareMac();
        if (mac.length == 0) {
            throw new KernelError(ENODEV);
        }
        call.data().put(IfReq.IFR_ADDR + Sockaddr.SA_DATA, mac, 0, mac.length);
    }

    private static void media(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        int active = ifp.activeMedia();
        if (active == 0) {
            throw new KernelError(EINVAL);
        }
        ByteMemory data = call.data();
        boolean link = hasLink(ifp);
        data.putInt(IFM_CURRENT, ifp.chosenMedia());
        data.putInt(IFM_MASK, ifp.mediaMask());
        data.putInt(IFM_STATUS, IFM_AVALID | (link ? IFM_ACTIVE : 0));
        data.putInt(IFM_ACTIVE_WORD, link ? active : ifp.idleMedia());
        int room = data.getInt(IFM_COUNT);
        data.putInt(IFM_COUNT, 1);
        if (room < 0) {
            throw new KernelError(EINVAL);
        }
        if (room > 0) {
            ByteMemory word = ByteMemory.allocate(4);
            word.putInt(0, ifp.chosenMedia());
            call.memory().copyOut(word.array(), data.getLong(IFM_ULIST));
        }
    }

    private static boolean hasLink(Ifnet ifp) {
        Lagg lagg = Lagg.of(ifp);
        if (lagg == null) {
            return ifp.showsLink();
        }
        return lagg.ports().stream().anyMatch(port -> port.isUsable());
    }

    /** From 13 on; earlier kernels do not know it. */
    private void data(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        if (!kernel.release().isAtLeast(Release.V14_0)) {
            throw new KernelError(EINVAL);
        }
        ByteMemory data = ByteMemory.allocate(IfData.SIZE);
        RouteMessages.putIfData(data, 0, ifp);
        call.memory().copyOut(data.array(), call.data().getLong(IfReq.IFR_DATA));
    }
}
