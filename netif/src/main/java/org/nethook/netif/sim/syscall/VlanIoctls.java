package org.nethook.netif.sim.syscall;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;

import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.VlanReq;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Vlan;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.Release;

/** Requests on vlan(4) (vlan_ioctl of sys/net/if_vlan.c). */
final class VlanIoctls {
    /** Before 13 struct vlanreq ends here. */
    private static final int OLD_SIZE = 18;

    private final Kernel kernel;

    VlanIoctls(Kernel kernel, IoctlCalls calls) {
        this.kernel = kernel;
        calls.on(AttributeIo.SIOCSETVLAN, this::set);
        calls.on(AttributeIo.SIOCGETVLAN, this::get);
        calls.on(
                AttributeIo.SIOCGVLANPCP,
                call -> call.data().putByte(IfReq.IFR_VLAN_PCP, vlan(call.ifp()).priority()));
        calls.on(AttributeIo.SIOCSVLANPCP, call -> {
            Vlan vlan = vlan(call.ifp());
            call.requireRoot();
            vlan.setPriority(call.data().getByte(IfReq.IFR_VLAN_PCP) & 0xff);
        });
    }

    private int size() {
        return kernel.release().isAtLeast(Release.V14_0) ? VlanReq.SIZE : OLD_SIZE;
    }

    private void set(IoctlCalls.Call call) {
        Ifnet ifp = call.ifp();
        call.requireRoot();
        Vlan vlan = vlan(ifp);
        ByteMemory request = ByteMemory.allocate(VlanReq.SIZE);
        byte[] given = call.memory().copyIn(call.data().getLong(IfReq.IFR_DATA), size());
        request.put(0, given, 0, given.length);
        vlan.configure(VlanReq.parent(request), VlanReq.tag(request), VlanReq.proto(request));
    }

    private void get(IoctlCalls.Call call) {
        Vlan vlan = vlan(call.ifp());
        ByteMemory answer = ByteMemory.allocate(VlanReq.SIZE);
        if (vlan.parent() != null) {
            VlanReq.put(answer, vlan.parent().name(), vlan.tag(), vlan.proto());
        }
        call.memory().copyOut(answer.bytes(0, size()), call.data().getLong(IfReq.IFR_DATA));
    }

    /** The drivers of other interfaces do not know these requests. */
    private static Vlan vlan(Ifnet ifp) {
        Vlan vlan = Vlan.of(ifp);
        if (vlan == null) {
            throw new KernelError(EINVAL);
        }
        return vlan;
    }
}
