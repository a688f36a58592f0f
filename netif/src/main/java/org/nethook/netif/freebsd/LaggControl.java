package org.nethook.netif.freebsd;

import java.util.Set;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.LaggReqFlags;
import org.nethook.netif.freebsd.abi.attribute.LaggReqOpts;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.message.Flags;

/** Changes laggs (lagg(4)). */
final class LaggControl {
    private final Requests requests;

    LaggControl(Requests requests) {
        this.requests = requests;
    }

    void setProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        Requests.checkName(lagg, "set laggproto");
        Memory request = requests.allocate(LaggReqAll.SIZE);
        LaggReqAll.putIfName(request, lagg);
        LaggReqAll.putProto(request, protocol.ordinal());
        requests.call(SockIo.SIOCSLAGG, request, "set laggproto", lagg);
    }

    void addPort(String lagg, String port) throws NetifException {
        changePort(SockIo.SIOCSLAGGPORT, lagg, port, "add lagg port");
    }

    void removePort(String lagg, String port) throws NetifException {
        changePort(SockIo.SIOCSLAGGDELPORT, lagg, port, "remove lagg port");
    }

    private void changePort(IoctlRequest what, String lagg, String port, String operation) throws NetifException {
        Requests.checkName(lagg, operation);
        Requests.checkName(port, operation);
        Memory request = requests.allocate(LaggReqPort.SIZE);
        LaggReqPort.putNames(request, 0, lagg, port);
        requests.call(what, request, operation, port);
    }

    void setOption(String lagg, LaggOption option, boolean on) throws NetifException {
        Requests.checkName(lagg, "set lagg option");
        Memory request = requests.allocate(LaggReqOpts.SIZE);
        LaggReqOpts.putIfName(request, lagg);
        int bit = Flags.LAGG_OPTION.bits(Set.of(option));
        LaggReqOpts.putOpts(request, on ? bit : -bit);
        requests.call(AttributeIo.SIOCSLAGGOPTS, request, "set lagg option", lagg);
    }

    void setHash(String lagg, Set<LaggHash> hash) throws NetifException {
        Requests.checkName(lagg, "set lagg hash");
        Memory request = requests.allocate(LaggReqFlags.SIZE);
        LaggReqFlags.putIfName(request, lagg);
        LaggReqFlags.putFlags(request, Flags.LAGG_HASH.bits(hash));
        requests.call(AttributeIo.SIOCSLAGGHASH, request, "set lagg hash", lagg);
    }
}
