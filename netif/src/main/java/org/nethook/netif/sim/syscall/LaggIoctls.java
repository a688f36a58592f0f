package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.sim.kernel.Lacp;
import org.nethook.netif.sim.kernel.Lagg;
import org.nethook.netif.sim.kernel.LaggPort;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** Requests on lagg(4) (lagg_ioctl and lagg_port_ioctl of sys/net/if_lagg.c). */
final class LaggIoctls {

    /** {@code struct lagg_reqopts} and {@code struct lagg_reqflags}. */
    private static final int OPTS_SIZE = 40;

    private static final int RO_ACTIVE = 24;
    private static final int RO_FLOWID_SHIFT = 32;
    private static final int DEFAULT_FLOWID_SHIFT = 16;
    private static final int FLAGS_SIZE = 20;
    private static final int RF_FLAGS = 16;

    private static final IoctlRequest SIOCGLAGGOPTS = IoctlRequest.readWrite("SIOCGLAGGOPTS", 'i', 152, OPTS_SIZE);
    private static final IoctlRequest SIOCGLAGGFLAGS = IoctlRequest.readWrite("SIOCGLAGGFLAGS", 'i', 145, FLAGS_SIZE);
    private static final IoctlRequest SIOCSLAGGHASH = IoctlRequest.write("SIOCSLAGGHASH", 'i', 146, FLAGS_SIZE);

    /** Where a port's request has what its protocol knows. */
    private static final int RP_PSC = 40;

    private static final int RO_OPTS = 16;

    LaggIoctls(IoctlCalls calls) {
        calls.on(SIOCGLAGGOPTS, LaggIoctls::options);
        calls.on(AttributeIo.SIOCSLAGGOPTS, call -> {
            Lagg lagg = lagg(call);
            call.requireRoot();
            lagg.setOption(call.data().getInt(RO_OPTS));
        });
        calls.on(SIOCGLAGGFLAGS, call -> call.data().putInt(RF_FLAGS, lagg(call).hash()));
        calls.on(SIOCSLAGGHASH, call -> {
            Lagg lagg = lagg(call);
            call.requireRoot();
            lagg.setHash(call.data().getInt(RF_FLAGS));
        });
        calls.on(SockIo.SIOCGLAGG, LaggIoctls::get);
        calls.on(SockIo.SIOCSLAGG, call -> {
            Lagg lagg = lagg(call);
            call.requireRoot();
            lagg.setProtocol(LaggReqAll.proto(call.data()));
        });
        calls.on(SockIo.SIOCGLAGGPORT, LaggIoctls::getPort);
        calls.on(SockIo.SIOCSLAGGPORT, call -> {
            Lagg lagg = lagg(call);
            call.requireRoot();
            lagg.addPort(LaggReqPort.portName(call.data(), 0));
        });
        calls.on(SockIo.SIOCSLAGGDELPORT, call -> {
            Lagg lagg = lagg(call);
            call.requireRoot();
            lagg.removePort(LaggReqPort.portName(call.data(), 0));
        });
    }

    /** Drivers of anything else do not know these requests. */
    private static Lagg lagg(IoctlCalls.Call call) {
        Lagg lagg = Lagg.of(call.ifp());
        if (lagg == null) {
            throw new KernelError(EINVAL);
        }
        return lagg;
    }

    private static void options(IoctlCalls.Call call) {
        long usable = lagg(call).ports().stream().filter(LaggPort::isUsable).count();
        call.data().putInt(RO_OPTS, lagg(call).options());
        call.data().putInt(RO_ACTIVE, (int) usable);
        call.data().putInt(RO_FLOWID_SHIFT, DEFAULT_FLOWID_SHIFT);
    }

    private static void get(IoctlCalls.Call call) {
        Lagg lagg = lagg(call);
        ByteMemory data = call.data();
        List<LaggPort> ports = lagg.ports();
        long room = LaggReqAll.size(data);
        int count = (int) Math.min(ports.size(), Long.divideUnsigned(room, LaggReqPort.SIZE));
        ByteMemory array = ByteMemory.allocate(count * LaggReqPort.SIZE);
        ByteMemory port = ByteMemory.allocate(LaggReqPort.SIZE);
        for (int i = 0; i < count; i++) {
            putPort(port, lagg, ports.get(i));
            array.put(i * LaggReqPort.SIZE, port.array(), 0, LaggReqPort.SIZE);
        }
        LaggReqAll.putProto(data, lagg.protocol());
        LaggReqAll.putPorts(data, count, array.size());
        call.memory().copyOut(array.array(), LaggReqAll.portArray(data));
    }

    /** Asked of a port itself, it answers with the lagg's name. */
    private static void getPort(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        String name = LaggReqPort.portName(call.data(), 0);
        Lagg lagg = Lagg.of(ifp);
        if (lagg == null) {
            lagg = Lagg.ofPort(ifp);
            if (lagg == null || !name.equals(ifp.name())) {
                throw new KernelError(EINVAL);
            }
        }
        putPort(call.data(), lagg, lagg.port(name));
    }

    /** What was there before stays behind the ends of the names. */
    private static void putPort(ByteMemory memory, Lagg lagg, LaggPort port) {
        putName(memory, LaggReqPort.RP_IFNAME, lagg.name());
        putName(memory, LaggReqPort.RP_PORTNAME, port.ifp().name());
        LaggReqPort.putFlags(memory, 0, lagg.portFlags(port));
        Lacp lacp = port.lacp();
        if (lacp != null) {
            putLacp(memory, RP_PSC, lacp, port.ifp().index());
        }
    }

    private static void putName(ByteMemory memory, int at, String name) {
        byte[] bytes = (name + "\0").getBytes(StandardCharsets.ISO_8859_1);
        memory.put(at, bytes, 0, bytes.length);
    }

    /** {@code struct lacp_opreq}: the port itself, then its partner. */
    private static void putLacp(ByteMemory memory, int at, Lacp lacp, int portNumber) {
        memory.putShort(at, lacp.priority());
        memory.put(at + 2, lacp.mac(), 0, 6);
        memory.putShort(at + 8, lacp.key());
        memory.putShort(at + 10, lacp.priority());
        memory.putShort(at + 12, portNumber);
        memory.putByte(at + 14, lacp.state());
        memory.putShort(at + 16, lacp.partnerPriority());
        memory.putShort(at + 26, lacp.partnerPriority());
        memory.putByte(at + 30, lacp.partnerState());
    }
}
