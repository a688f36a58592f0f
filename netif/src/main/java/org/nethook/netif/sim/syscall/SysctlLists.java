package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EAFNOSUPPORT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EISDIR;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOTDIR;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.Sysctl;
import org.nethook.netif.freebsd.abi.query.IfMibData;
import org.nethook.netif.freebsd.abi.route.Rtm;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Routes;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Membership;
import org.nethook.netif.sim.kernel.state.Route;

/** The lists below {@code net.route} (sysctl_rtsock of sys/net/rtsock.c) and {@code net.link.generic} (sys/net/if_mib.c). */
final class SysctlLists {
    private static final int AF_MAX = 42;
    private static final int IFQ_MAXLEN = 50;

    private final Kernel kernel;
    private final RouteMessages messages;

    SysctlLists(Kernel kernel) {
        this.kernel = kernel;
        this.messages = new RouteMessages(kernel);
    }

    /** @param name protocol, family, operation and its argument; a dump's may have a FIB behind them */
    byte[] route(int[] name, boolean writes) {
        if (name.length < 3) {
            throw new KernelError(EINVAL);
        }
        if (writes) {
            throw new KernelError(EPERM);
        }
        int family = name[1] & 0xff;
        int operation = name[2];
        boolean byFib = operation == Rtm.NET_RT_DUMP || operation == Rtm.NET_RT_NHOP || operation == Rtm.NET_RT_NHGRP;
        if (name.length < 4) {
            throw new KernelError(EISDIR);
        }
        if (name.length > 5 || name.length == 5 && !byFib) {
            throw new KernelError(ENOTDIR);
        }
        int fib = name.length == 5 && name[4] != -1 ? name[4] : 0;
        if (fib < 0 || fib >= kernel.fibs() || family > AF_MAX) {
            throw new KernelError(EINVAL);
        }
        switch (operation) {
            case Rtm.NET_RT_DUMP:
                return routes(kernel.routes(fib), family, 0);
            case Rtm.NET_RT_FLAGS:
                return flags(family, name[3]);
            case Rtm.NET_RT_IFMALIST:
                return memberships(family, name[3]);
            case Rtm.NET_RT_IFLIST:
                return interfaces(family, name[3], false);
            case Rtm.NET_RT_IFLISTL:
                return interfaces(family, name[3], true);
            default:
                return new byte[0];
        }
    }

    /** Of neighbours, which nobody has here, or of the routes with these flags. */
    private byte[] flags(int family, int flags) {
        if (flags == 0 || (flags & Rtm.RTF_LLINFO) != 0) {
            if (family == Socket.AF_UNSPEC) {
                throw new KernelError(EINVAL);
            }
            return new byte[0];
        }
        return routes(kernel.routes(), family, flags);
    }

    private byte[] memberships(int family, int index) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Ifnet ifp : kernel.interfaces().list()) {
            if (index != 0 && index != ifp.index()) {
                continue;
            }
            for (Membership member : ifp.memberships()) {
                if (family == Socket.AF_UNSPEC || family == member.family()) {
                    all.writeBytes(messages.multicast(member, true));
                }
            }
        }
        return all.toByteArray();
    }

    private byte[] routes(Routes table, int family, int flags) {
        boolean any = family == Socket.AF_UNSPEC;
        boolean v4 = any || family == Socket.AF_INET;
        boolean v6 = any || family == Socket.AF_INET6;
        if (!v4 && !v6) {
            throw new KernelError(EAFNOSUPPORT);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Route route : table.list(v4, v6)) {
            if (flags == 0 || (route.flags() & flags) != 0) {
                all.writeBytes(messages.dump(route));
            }
        }
        return all.toByteArray();
    }

    private byte[] interfaces(int family, int index, boolean extended) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Ifnet ifp : kernel.interfaces().list()) {
            if (index != 0 && index != ifp.index()) {
                continue;
            }
            all.writeBytes(messages.listed(ifp, extended));
            for (Ifaddr ifa : ifp.addresses()) {
                if (family == Socket.AF_UNSPEC || family == ifa.family()) {
                    all.writeBytes(messages.listed(ifa, extended));
                }
            }
        }
        return all.toByteArray();
    }

    /** @param name an interface's index and what is asked of it */
    byte[] ifMib(int[] name) {
        if (name.length != 2) {
            throw new KernelError(EINVAL);
        }
        Ifnet ifp = kernel.interfaces().byIndex(name[0]);
        if (ifp == null) {
            throw new KernelError(ENOENT);
        }
        switch (name[1]) {
            case Sysctl.IFDATA_GENERAL:
                ByteMemory data = ByteMemory.allocate(IfMibData.SIZE);
                CString.put(data, IfMibData.IFMD_NAME, NetIf.IFNAMSIZ, ifp.name());
                data.putInt(IfMibData.IFMD_PCOUNT, ifp.promiscuousListeners());
                data.putInt(IfMibData.IFMD_FLAGS, ifp.flags());
                data.putInt(IfMibData.IFMD_SND_MAXLEN, IFQ_MAXLEN);
                RouteMessages.putIfData(data, IfMibData.IFMD_DATA, ifp);
                return data.array();
            case Sysctl.IFDATA_DRIVERNAME:
                return (ifp.driverNameAndUnit() + "\0").getBytes(StandardCharsets.ISO_8859_1);
            default:
                throw new KernelError(ENOENT);
        }
    }
}
