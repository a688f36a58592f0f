package org.nethook.netif.freebsd;

import java.lang.ref.Reference;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;

/** What requests on an interface have in common: its name, and its index where an address needs it. */
final class Requests {
    private final KernelCalls kernel;

    Requests(KernelCalls kernel) {
        this.kernel = kernel;
    }

    /** A zeroed block for a request. */
    Memory allocate(int size) {
        return kernel.allocate(size);
    }

    /** An ifreq with the interface's name. */
    Memory named(String ifName, String operation) throws NetifException {
        checkName(ifName, operation);
        Memory request = kernel.allocate(IfReq.SIZE);
        IfReq.putName(request, ifName);
        return request;
    }

    /** A request that must succeed. */
    void call(IoctlRequest what, Memory request, String operation, String ifName) throws NetifException {
        kernel.ioctl(Socket.AF_INET, what, request, operation, ifName);
    }

    /**
     * A request that must succeed and points to another block, which must stay reachable while the kernel reads it: the
     * address alone does not keep it.
     */
    void call(IoctlRequest what, Memory request, String operation, String ifName, Memory pointedTo)
            throws NetifException {
        try {
            call(what, request, operation, ifName);
        } finally {
            Reference.reachabilityFence(pointedTo);
        }
    }

    /** A request on an IPv6 socket that must succeed. */
    void call6(IoctlRequest what, Memory request, String operation, String ifName) throws NetifException {
        kernel.ioctl(Socket.AF_INET6, what, request, operation, ifName);
    }

    /** A request; what libc returns. */
    int attempt(IoctlRequest what, Memory request, String operation, String ifName) throws NetifException {
        return kernel.tryIoctl(Socket.AF_INET, what, request, operation, ifName);
    }

    /** A request on an IPv6 socket; what libc returns. */
    int attempt6(IoctlRequest what, Memory request, String operation, String ifName) throws NetifException {
        return kernel.tryIoctl(Socket.AF_INET6, what, request, operation, ifName);
    }

    int index(String ifName, String operation) throws NetifException {
        Memory request = named(ifName, operation);
        call(SockIo.SIOCGIFINDEX, request, operation, ifName);
        return IfReq.index(request);
    }

    /** The zone of a link-local address, which is its interface; 0 for any other. */
    int scopeId(String ifName, IpAddress address, String operation) throws NetifException {
        return address.isLinkLocalV6() ? index(ifName, operation) : 0;
    }

    static void checkName(String ifName, String operation) throws NetifException {
        if (ifName.isEmpty() || ifName.length() >= NetIf.IFNAMSIZ || ifName.indexOf('\0') >= 0) {
            throw new NetifException(operation, ifName, "an interface name has 1 to 15 characters");
        }
    }
}
