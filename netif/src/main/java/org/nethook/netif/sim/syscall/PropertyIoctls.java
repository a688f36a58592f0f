package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENAMETOOLONG;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOMSG;
import static org.nethook.netif.freebsd.abi.NetIf.IFNAMSIZ;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.sim.kernel.Cloners;
import org.nethook.netif.sim.kernel.Ifnet;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.KernelError;

/** Requests on what an interface is called and can do: groups, description, capabilities and the like (sys/net/if.c). */
final class PropertyIoctls {
    private static final int GROUP_REQ = 40;
    private static final int IFGR_LEN = 16;
    private static final int IFGR_GROUP = 16;
    private static final int IFGR_GROUPS = 24;
    private static final int IFR_LENGTH = 16;
    private static final int IFR_BUFFER = 24;
    private static final int IFR_CURCAP = 20;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int CLONE_REQ = 16;
    private static final int IF_STAT = 816;

    private final Kernel kernel;

    PropertyIoctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(
                IoctlRequest.readWrite("SIOCGIFCAP", 'i', 31, IfReq.SIZE),
                call -> putPair(call, call.ifp().capabilities(), call.ifp().enabledCapabilities()));
        calls.on(IoctlRequest.readWrite("SIOCGIFMETRIC", 'i', 23, IfReq.SIZE), PropertyIoctls::putZero);
        calls.on(IoctlRequest.readWrite("SIOCGIFPHYS", 'i', 53, IfReq.SIZE), PropertyIoctls::putZero);
        calls.on(IoctlRequest.readWrite("SIOCGIFFIB", 'i', 92, IfReq.SIZE), PropertyIoctls::putZero);
        calls.on(IoctlRequest.readWrite("SIOCGIFSTATUS", 'i', 59, IF_STAT), call -> {
            if (!call.ifp().hasStatus()) {
                throw new KernelError(EINVAL);
            }
        });
        calls.on(IoctlRequest.readWrite("SIOCGIFDESCR", 'i', 42, IfReq.SIZE), PropertyIoctls::description);
        calls.on(IoctlRequest.write("SIOCSIFDESCR", 'i', 41, IfReq.SIZE), this::setDescription);
        calls.on(IoctlRequest.readWrite("SIOCGIFGROUP", 'i', 136, GROUP_REQ), call -> {
            List<String> groups = kernel.groups().of(call.ifp());
            answer(call, groups);
        });
        calls.on(IoctlRequest.readWrite("SIOCGIFGMEMB", 'i', 138, GROUP_REQ), call -> {
            String group = IfReq.name(call.data());
            answer(
                    call,
                    kernel.groups().members(group).stream().map(Ifnet::name).collect(Collectors.toList()));
        });
        calls.on(IoctlRequest.write("SIOCAIFGROUP", 'i', 135, GROUP_REQ), call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.groups().add(ifp, CString.get(call.data(), IFGR_GROUP, IFNAMSIZ));
        });
        calls.on(IoctlRequest.write("SIOCDIFGROUP", 'i', 137, GROUP_REQ), call -> {
            Ifnet ifp = call.ifp();
            call.requireRoot();
            kernel.groups().remove(ifp, CString.get(call.data(), IFGR_GROUP, IFNAMSIZ));
        });
        calls.on(IoctlRequest.readWrite("SIOCIFGCLONERS", 'i', 120, CLONE_REQ), PropertyIoctls::cloners);
    }

    private static void putZero(IoctlCalls.Call call) {
        call.ifp();
        call.data().putInt(IfReq.IFR_ADDR, 0);
    }

    private static void putPair(IoctlCalls.Call call, int first, int second) {
        call.data().putInt(IfReq.IFR_ADDR, first);
        call.data().putInt(IFR_CURCAP, second);
    }

    /** Too little room is no error: the pointer is cleared and the length says what is needed. */
    private static void description(IoctlCalls.Call call) {
        String text = call.ifp().description();
        if (text == null) {
            throw new KernelError(ENOMSG);
        }
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        ByteMemory data = call.data();
        if (Long.compareUnsigned(data.getLong(IFR_LENGTH), bytes.length) < 0) {
            data.putLong(IFR_BUFFER, 0);
        } else {
            call.memory().copyOut(bytes, data.getLong(IFR_BUFFER));
        }
        data.putLong(IFR_LENGTH, bytes.length);
    }

    private void setDescription(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireRoot();
        long length = call.data().getLong(IFR_LENGTH);
        if (Long.compareUnsigned(length, LONGEST_DESCRIPTION) > 0) {
            throw new KernelError(ENAMETOOLONG);
        }
        String text = null;
        if (length > 0) {
            byte[] bytes = call.memory().copyIn(call.data().getLong(IFR_BUFFER), (int) length - 1);
            text = CString.get(ByteMemory.of(bytes), 0, bytes.length);
        }
        kernel.interfaces().describe(ifp, text);
    }

    /** Without room only the length of the answer is given. */
    private static void answer(IoctlCalls.Call call, List<String> names) {
        ByteMemory data = call.data();
        int room = data.getInt(IFGR_LEN);
        if (room == 0) {
            data.putInt(IFGR_LEN, names.size() * IFNAMSIZ);
            return;
        }
        long address = data.getLong(IFGR_GROUPS);
        for (String name : names) {
            if (Integer.compareUnsigned(room, IFNAMSIZ) < 0) {
                throw new KernelError(EINVAL);
            }
            call.memory().copyOut(padded(name), address);
            address += IFNAMSIZ;
            room -= IFNAMSIZ;
        }
    }

    private static void cloners(IoctlCalls.Call call) {
        ByteMemory data = call.data();
        List<String> names = Cloners.NAMES;
        int room = data.getInt(4);
        long address = data.getLong(8);
        data.putInt(0, names.size());
        if (address == 0) {
            return;
        }
        if (room < 0) {
            throw new KernelError(EINVAL);
        }
        for (int i = 0; i < Math.min(room, names.size()); i++) {
            call.memory().copyOut(padded(names.get(i)), address + i * IFNAMSIZ);
        }
    }

    private static byte[] padded(String name) {
        ByteMemory memory = ByteMemory.allocate(IFNAMSIZ);
        CString.put(memory, 0, IFNAMSIZ, name);
        return memory.array();
    }
}
