package org.nethook.netif.freebsd;

import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.VlanReq;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;

/** Moves VLANs between parents (vlan(4)). */
final class VlanControl {
    private static final String SET = "set vlan";
    private static final String CLEAR = "clear vlan";
    /** What SIOCSETVLAN makes of tags of another type is left to whoever created the VLAN. */
    private static final int ETHERTYPE_VLAN = 0x8100;

    private final Requests requests;
    private final DetailsQuery details;

    VlanControl(Requests requests, DetailsQuery details) {
        this.requests = requests;
        this.details = details;
    }

    /** The kernel refuses another parent while there is one: that goes first, and comes back if need be. */
    void set(String ifName, Vlan vlan) throws NetifException {
        Optional<Vlan> present = details.vlan(ifName, SET);
        if (present.isPresent() && present.get().equals(vlan)) {
            return;
        }
        if (present.isEmpty()) {
            give(ifName, vlan, ETHERTYPE_VLAN);
            return;
        }
        boolean stays =
                present.get().parent().equals(vlan.parent()) && present.get().tag() == vlan.tag();
        if (stays) {
            setPriority(ifName, vlan.priority());
            return;
        }
        int proto = proto(ifName);
        request(ifName, "", 0, 0, SET);
        try {
            give(ifName, vlan, proto);
        } catch (NetifException e) {
            putBack(ifName, present.get(), proto, e);
            throw e;
        }
    }

    private void putBack(String ifName, Vlan present, int proto, NetifException because) throws NetifException {
        try {
            if (details.vlan(ifName, SET).isPresent()) {
                request(ifName, "", 0, 0, SET);
            }
            give(ifName, present, proto);
        } catch (NetifException again) {
            String lost = "; " + ifName + " is on no parent now: putting it back on " + present.parent()
                    + " failed too (" + again.getMessage() + ")";
            NetifException failure = because.errno().isPresent()
                    ? new NetifException(SET, ifName, because.errno().get(), because.explanation() + lost)
                    : new NetifException(SET, ifName, because.explanation() + lost);
            failure.initCause(because);
            throw failure;
        }
    }

    /** A VLAN with a fresh parent has priority 0. */
    private void give(String ifName, Vlan vlan, int proto) throws NetifException {
        request(ifName, vlan.parent(), vlan.tag(), proto, SET);
        if (vlan.priority() != 0) {
            setPriority(ifName, vlan.priority());
        }
    }

    private void setPriority(String ifName, int priority) throws NetifException {
        Memory request = requests.named(ifName, SET);
        request.putByte(IfReq.IFR_VLAN_PCP, priority);
        requests.call(AttributeIo.SIOCSVLANPCP, request, SET, ifName);
    }

    void clear(String ifName) throws NetifException {
        request(ifName, "", 0, 0, CLEAR);
    }

    private int proto(String ifName) throws NetifException {
        Memory request = requests.named(ifName, SET);
        Memory vlan = requests.allocate(VlanReq.SIZE);
        request.putLong(IfReq.IFR_DATA, vlan.address());
        requests.call(AttributeIo.SIOCGETVLAN, request, SET, ifName, vlan);
        return VlanReq.proto(vlan);
    }

    private void request(String ifName, String parent, int tag, int proto, String operation) throws NetifException {
        Memory request = requests.named(ifName, operation);
        Memory vlan = requests.allocate(VlanReq.SIZE);
        VlanReq.put(vlan, parent, tag, proto);
        request.putLong(IfReq.IFR_DATA, vlan.address());
        requests.call(AttributeIo.SIOCSETVLAN, request, operation, ifName, vlan);
    }
}
