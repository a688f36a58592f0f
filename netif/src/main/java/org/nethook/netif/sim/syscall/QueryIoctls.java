package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENAMETOOLONG;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMSG;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.IfGroupReq;
import org.nethook.netif.freebsd.abi.attribute.IfReqBuffer;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.query.IfCloneReq;
import org.nethook.netif.freebsd.abi.query.IfConf;
import org.nethook.netif.freebsd.abi.query.QueryIo;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** The lists of interfaces, cloners and groups, and what an interface is besides flags and addresses (sys/net/if.c). */
final class QueryIoctls {
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int IFR_CURCAP = 20;
    private final Kernel kernel;
    private final RouteMessages messages;

    QueryIoctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        this.messages = new RouteMessages(kernel);
        calls.on(QueryIo.SIOCGIFCONF, this::conf);
        calls.on(QueryIo.SIOCIFGCLONERS, this::cloners);
        calls.on(QueryIo.SIOCGIFGMEMB, this::members);
        calls.on(AttributeIo.SIOCGIFGROUP, QueryIoctls::groups);
        calls.on(AttributeIo.SIOCAIFGROUP, call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.groups().add(ifp, IfGroupReq.group(call.data()));
        });
        calls.on(AttributeIo.SIOCDIFGROUP, call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.groups().remove(ifp, IfGroupReq.group(call.data()));
        });
        calls.on(AttributeIo.SIOCGIFDESCR, QueryIoctls::description);
        calls.on(AttributeIo.SIOCSIFDESCR, this::describe);
        calls.on(QueryIo.SIOCGIFMETRIC, QueryIoctls::zero);
        calls.on(QueryIo.SIOCGIFPHYS, QueryIoctls::zero);
        calls.on(
                QueryIo.SIOCGIFFIB,
                call -> call.data().putInt(IfReq.IFR_FIB, call.ifp().fib()));
        calls.on(AttributeIo.SIOCSIFFIB, call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.interfaces().setFib(ifp, call.data().getInt(IfReq.IFR_FIB));
        });
        calls.on(QueryIo.SIOCGIFCAP, call -> {
            Ifnet ifp = call.ifp();
            call.data().putInt(IfReq.IFR_DATA, ifp.capabilities());
            call.data().putInt(IFR_CURCAP, ifp.enabledCapabilities());
        });
        calls.on(QueryIo.SIOCGIFSTATUS, call -> {
            if (!call.ifp().hasStatus()) {
                throw new KernelError(EINVAL);
            }
        });
        new VlanIoctls(kernel, calls);
    }

    /** Metric and wire of an interface that nobody gave another. */
    private static void zero(IoctlCalls.Call call) {
        call.ifp();
        call.data().putInt(IfReq.IFR_DATA, 0);
    }

    /** Entries of different lengths; the first that does not fit ends the list without a word. */
    private void conf(IoctlCalls.Call call) {
        int room = call.data().getInt(IfConf.IFC_LEN);
        if (room <= 0) {
            throw new KernelError(EINVAL);
        }
        Entries entries = new Entries(room);
        for (Ifnet ifp : kernel.interfaces().list()) {
            entries.add(ifp, messages.linkSockaddr(ifp));
            for (Ifaddr ifa : ifp.addresses()) {
                entries.add(ifp, messages.storedSockaddr(ifa));
            }
        }
        call.memory().copyOut(entries.bytes.toByteArray(), call.data().getLong(IfConf.IFC_IFCU));
        call.data().putInt(IfConf.IFC_LEN, entries.bytes.size());
    }

    private static final class Entries {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int room;
        private boolean full;

        private Entries(int room) {
            this.room = room;
        }

        private void add(Ifnet ifp, byte[] sockaddr) {
            int space = Math.max(sockaddr.length, IfReq.SIZE - IfReq.IFR_ADDR);
            full |= bytes.size() + IfReq.IFR_ADDR + space > room;
            if (!full) {
                ByteMemory entry = ByteMemory.allocate(IfReq.IFR_ADDR + space);
                IfReq.putName(entry, ifp.name());
                entry.put(IfReq.IFR_ADDR, sockaddr, 0, sockaddr.length);
                bytes.writeBytes(entry.array());
            }
        }
    }

    private void cloners(IoctlCalls.Call call) {
        List<String> names = kernel.cloners().names();
        int room = call.data().getInt(IfCloneReq.IFCR_COUNT);
        long buffer = call.data().getLong(IfCloneReq.IFCR_BUFFER);
        call.data().putInt(IfCloneReq.IFCR_TOTAL, names.size());
        if (room < 0) {
            throw new KernelError(EINVAL);
        }
        if (buffer != 0) {
            call.memory().copyOut(names(names.subList(0, Math.min(room, names.size()))), buffer);
        }
    }

    private void members(IoctlCalls.Call call) {
        List<Ifnet> members = kernel.groups().members(IfGroupReq.name(call.data()));
        list(call, members.stream().map(Ifnet::name).toList());
    }

    private static void groups(IoctlCalls.Call call) {
        list(call, call.ifp().groups());
    }

    /** With length 0 only the length; else as many whole entries as fit. */
    private static void list(IoctlCalls.Call call, List<String> names) {
        int length = IfGroupReq.length(call.data());
        int needed = names.size() * NetIf.IFNAMSIZ;
        if (length == 0) {
            IfGroupReq.putLength(call.data(), needed);
            return;
        }
        if (length < needed) {
            throw new KernelError(EINVAL);
        }
        call.memory().copyOut(names(names), IfGroupReq.array(call.data()));
        IfGroupReq.putLength(call.data(), needed);
    }

    private static byte[] names(List<String> names) {
        ByteMemory bytes = ByteMemory.allocate(names.size() * NetIf.IFNAMSIZ);
        for (int i = 0; i < names.size(); i++) {
            CString.put(bytes, i * NetIf.IFNAMSIZ, NetIf.IFNAMSIZ, names.get(i));
        }
        return bytes.array();
    }

    private static void description(IoctlCalls.Call call) {
        String text = call.ifp().description();
        if (text == null) {
            throw new KernelError(ENOMSG);
        }
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        if (IfReqBuffer.length(call.data()) < bytes.length) {
            IfReqBuffer.put(call.data(), 0, bytes.length);
        } else {
            call.memory().copyOut(bytes, IfReqBuffer.buffer(call.data()));
            IfReqBuffer.put(call.data(), IfReqBuffer.buffer(call.data()), bytes.length);
        }
    }

    private void describe(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireRoot();
        long length = IfReqBuffer.length(call.data());
        if (length < 0 || length > LONGEST_DESCRIPTION) {
            throw new KernelError(ENAMETOOLONG);
        }
        String text = null;
        if (length > 0) {
            byte[] bytes = call.memory().copyIn(IfReqBuffer.buffer(call.data()), (int) length - 1);
            String all = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = all.indexOf('\0');
            text = end < 0 ? all : all.substring(0, end);
        }
        kernel.interfaces().describe(ifp, text);
    }
}
