package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EISDIR;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMEM;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_MAXNAME;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_NET;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_SYSCTL;
import static org.nethook.netif.freebsd.abi.Sysctl.CTL_SYSCTL_NAME2OID;
import static org.nethook.netif.freebsd.abi.Sysctl.IFDATA_DRIVERNAME;
import static org.nethook.netif.freebsd.abi.Sysctl.IFMIB_IFDATA;
import static org.nethook.netif.freebsd.abi.Sysctl.NETLINK_GENERIC;
import static org.nethook.netif.freebsd.abi.Sysctl.PF_LINK;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.route.Rtm;
import org.nethook.netif.sim.kernel.Ifaddr;
import org.nethook.netif.sim.kernel.Ifnet;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelError;
import org.nethook.netif.sim.kernel.Route;

/** sysctl(3) by number (sys/kern/kern_sysctl.c), with what the numbers below net.route and net.link.generic give. */
final class SysctlCalls {
    private final Kernel kernel;
    private final SysctlTable table;
    private final RouteMessages messages;

    SysctlCalls(Kernel kernel, SysctlTable table) {
        this.kernel = kernel;
        this.table = table;
        this.messages = new RouteMessages(kernel);
    }

    void call(int[] name, Memory old, long[] oldLength, byte[] fresh, boolean root) {
        if (name.length == 0 || name.length > CTL_MAXNAME) {
            throw new KernelError(EINVAL);
        }
        if (name.length == 2 && name[0] == CTL_SYSCTL && name[1] == CTL_SYSCTL_NAME2OID) {
            answer(name2oid(fresh), old, oldLength);
            return;
        }
        byte[] list = list(name);
        if (list != null) {
            if (fresh != null) {
                throw new KernelError(EPERM);
            }
            answer(list, old, oldLength);
            return;
        }
        String text = table.name(name);
        if (text == null) {
            throw new KernelError(ENOENT);
        }
        byte[] value = table.read(text);
        if (value == null) {
            throw new KernelError(name.length == 1 ? EINVAL : EISDIR);
        }
        if (fresh != null && (!root || !table.isWritable(text))) {
            throw new KernelError(EPERM);
        }
        if (fresh != null && value.length == 4 && fresh.length < 4) {
            throw new KernelError(EINVAL);
        }
        answer(value, old, oldLength);
        if (fresh != null) {
            boolean number = value.length == 4;
            table.set(text, number ? (Object) ByteMemory.of(fresh).getInt(0) : text(fresh));
        }
    }

    /** A value longer than the space for it is cut off, and that is an error. */
    private static void answer(byte[] value, Memory old, long[] oldLength) {
        if (oldLength == null) {
            return;
        }
        if (old == null) {
            oldLength[0] = value.length;
            return;
        }
        int count = (int) Math.min(value.length, Math.min(oldLength[0], old.size()));
        old.put(0, value, 0, count);
        oldLength[0] = count;
        if (count < value.length) {
            throw new KernelError(ENOMEM);
        }
    }

    private byte[] name2oid(byte[] name) {
        if (name == null) {
            throw new KernelError(ENOENT);
        }
        String text = text(name);
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        int[] oid = text.isEmpty() ? null : table.numbers(text);
        if (oid == null) {
            throw new KernelError(ENOENT);
        }
        ByteMemory answer = ByteMemory.allocate(oid.length * 4);
        for (int i = 0; i < oid.length; i++) {
            answer.putInt(i * 4, oid[i]);
        }
        return answer.array();
    }

    private static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Null when the numbers are of neither kind of list. */
    private byte[] list(int[] name) {
        boolean ofFib = name.length == 7 && name[4] == Rtm.NET_RT_DUMP;
        if ((name.length == 6 || ofFib) && name[0] == CTL_NET && name[1] == Socket.PF_ROUTE) {
            if (ofFib && name[6] != 0) {
                throw new KernelError(EINVAL);
            }
            int family = name[3];
            switch (name[4]) {
                case Rtm.NET_RT_DUMP:
                    return routes(family);
                case Rtm.NET_RT_IFLIST:
                    return interfaces(family, name[5], false);
                case Rtm.NET_RT_IFLISTL:
                    return interfaces(family, name[5], true);
                default:
                    return new byte[0];
            }
        }
        boolean driverName = name.length == 6
                && name[0] == CTL_NET
                && name[1] == PF_LINK
                && name[2] == NETLINK_GENERIC
                && name[3] == IFMIB_IFDATA
                && name[5] == IFDATA_DRIVERNAME;
        if (driverName) {
            Ifnet ifp = kernel.interfaces().byIndex(name[4]);
            if (ifp == null) {
                throw new KernelError(ENOENT);
            }
            return (ifp.driverNameAndUnit() + "\0").getBytes(StandardCharsets.ISO_8859_1);
        }
        return null;
    }

    private byte[] routes(int family) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean any = family == Socket.AF_UNSPEC;
        for (Route route : kernel.routes().list(any || family == Socket.AF_INET, any || family == Socket.AF_INET6)) {
            all.writeBytes(messages.dump(route));
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
}
