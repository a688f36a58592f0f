package org.nethook.netif.freebsd;

import java.util.concurrent.atomic.AtomicInteger;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.InAliasReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;

/** Changes interfaces by ioctl and routes by the routing socket. */
final class FreeBsdControl implements NetifControl {
    private final KernelCalls kernel;
    private final FreeBsdQuery query;
    private final AtomicInteger sequence = new AtomicInteger();

    FreeBsdControl(KernelCalls kernel, FreeBsdQuery query) {
        this.kernel = kernel;
        this.query = query;
    }

    @Override
    public void create(String ifName) throws NetifException {
        // Zero but for the name: the kernel takes what follows it for a pointer to parameters, which a lagg has none
        // of.
        call(SockIo.SIOCIFCREATE2, request(ifName, "create"), "create", ifName);
    }

    @Override
    public void destroy(String ifName) throws NetifException {
        call(SockIo.SIOCIFDESTROY, request(ifName, "destroy"), "destroy", ifName);
    }

    @Override
    public void setUp(String ifName, boolean up) throws NetifException {
        String operation = up ? "bring up" : "bring down";
        Memory request = request(ifName, operation);
        call(SockIo.SIOCGIFFLAGS, request, operation, ifName);
        int flags = IfReq.flags(request);
        int wanted = up ? flags | NetIf.IFF_UP : flags & ~NetIf.IFF_UP;
        if (wanted != flags) {
            IfReq.putFlags(request, wanted);
            call(SockIo.SIOCSIFFLAGS, request, operation, ifName);
        }
    }

    @Override
    public void setMtu(String ifName, int mtu) throws NetifException {
        Memory request = request(ifName, "set mtu");
        IfReq.putMtu(request, mtu);
        call(SockIo.SIOCSIFMTU, request, "set mtu", ifName);
    }

    @Override
    public void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        checkName(lagg, "set laggproto");
        Memory request = kernel.allocate(LaggReqAll.SIZE);
        LaggReqAll.putIfName(request, lagg);
        LaggReqAll.putProto(request, protocol.ordinal());
        call(SockIo.SIOCSLAGG, request, "set laggproto", lagg);
    }

    @Override
    public void addLaggPort(String lagg, String port) throws NetifException {
        changePort(SockIo.SIOCSLAGGPORT, lagg, port, "add lagg port");
    }

    @Override
    public void removeLaggPort(String lagg, String port) throws NetifException {
        changePort(SockIo.SIOCSLAGGDELPORT, lagg, port, "remove lagg port");
    }

    private void changePort(IoctlRequest what, String lagg, String port, String operation) throws NetifException {
        checkName(lagg, operation);
        checkName(port, operation);
        Memory request = kernel.allocate(LaggReqPort.SIZE);
        LaggReqPort.putNames(request, 0, lagg, port);
        call(what, request, operation, port);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address) throws NetifException {
        String operation = "add address";
        checkName(ifName, operation);
        if (address.address().isV4()) {
            Memory request = kernel.allocate(InAliasReq.SIZE);
            IpAddress broadcast = address.broadcast().orElse(null);
            InAliasReq.put(request, ifName, address.address(), address.prefixLength(), broadcast);
            call(SockIo.SIOCAIFADDR, request, operation, ifName);
            return;
        }
        int result = addAddress6(ifName, address, operation);
        if (result == -FreeBsdErrno.EINVAL && hasOtherPrefix(ifName, address)) {
            // The kernel cannot change an IPv6 prefix length in place.
            removeAddress6(ifName, address.address(), operation);
            result = addAddress6(ifName, address, operation);
        }
        if (result < 0) {
            throw new NetifException(operation, ifName, FreeBsdErrno.of(-result));
        }
    }

    private int addAddress6(String ifName, InterfaceAddress address, String operation) throws NetifException {
        Memory request = kernel.allocate(In6AliasReq.SIZE);
        int scopeId = scopeId(ifName, address.address(), operation);
        In6AliasReq.put(request, ifName, address.address(), scopeId, address.prefixLength());
        return kernel.tryIoctl(Socket.AF_INET6, SockIo.SIOCAIFADDR_IN6, request, operation, ifName);
    }

    private boolean hasOtherPrefix(String ifName, InterfaceAddress wanted) throws NetifException {
        for (InterfaceList.Entry entry : query.entries("add address", ifName)) {
            for (InterfaceAddress present : entry.addresses) {
                if (entry.ifName.equals(ifName) && present.address().equals(wanted.address())) {
                    return present.prefixLength() != wanted.prefixLength();
                }
            }
        }
        return false;
    }

    @Override
    public void removeAddress(String ifName, InterfaceAddress address) throws NetifException {
        String operation = "remove address";
        checkName(ifName, operation);
        if (!address.address().isV4()) {
            removeAddress6(ifName, address.address(), operation);
            return;
        }
        if (address.address().isUnspecified()) {
            throw new NetifException(operation, ifName, "the kernel takes 0.0.0.0 for the first address there is");
        }
        Memory request = request(ifName, operation);
        IfReq.putAddress(request, address.address());
        call(SockIo.SIOCDIFADDR, request, operation, ifName);
    }

    private void removeAddress6(String ifName, IpAddress address, String operation) throws NetifException {
        Memory request = kernel.allocate(In6IfReq.SIZE);
        In6IfReq.put(request, ifName, address, scopeId(ifName, address, operation));
        kernel.ioctl(Socket.AF_INET6, SockIo.SIOCDIFADDR_IN6, request, operation, ifName);
    }

    @Override
    public void addRoute(Route route) throws NetifException {
        String operation = "add route";
        if (route.ifName().isEmpty() && route.gateway().isEmpty()) {
            throw new NetifException(operation, "", route + " has neither a gateway nor an interface");
        }
        int index = route.ifName().isEmpty() ? 0 : index(route.ifName(), operation);
        Memory message = kernel.allocate(RouteMessage.MOST_BYTES);
        boolean naming = index != 0 && isAmbiguous(route, operation);
        int length = RouteMessage.add(message, route, index, naming, sequence.incrementAndGet());
        kernel.routeMessage(message, length, operation, route.ifName());
    }

    /**
     * Whether the kernel, which chooses the interface by the gateway, could choose another one than the route's. Only then
     * is the interface named: for a named one the kernel no longer checks that the gateway can be reached. A link-local
     * gateway says its interface by its scope.
     */
    private boolean isAmbiguous(Route route, String operation) throws NetifException {
        if (route.gateway().isEmpty() || route.gateway().get().isLinkLocalV6()) {
            return false;
        }
        for (InterfaceList.Entry entry : query.entries(operation, route.ifName())) {
            for (InterfaceAddress address : entry.addresses) {
                if (!entry.ifName.equals(route.ifName())
                        && address.subnetContains(route.gateway().get())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The route is looked for first: kernels before 14 delete the route to the destination whatever gateway the request
     * names.
     */
    @Override
    public void deleteRoute(Route route) throws NetifException {
        String operation = "delete route";
        boolean found = false;
        for (Route present : query.routes(operation, route.ifName())) {
            found |= isMeant(route, present);
        }
        if (!found) {
            throw new NetifException(operation, route.ifName(), FreeBsdErrno.of(FreeBsdErrno.ESRCH));
        }
        int index = route.ifName().isEmpty() ? 0 : index(route.ifName(), operation);
        Memory message = kernel.allocate(RouteMessage.MOST_BYTES);
        int length = RouteMessage.delete(message, route, index, sequence.incrementAndGet());
        kernel.routeMessage(message, length, operation, route.ifName());
    }

    private static boolean isMeant(Route wanted, Route present) {
        int prefixLength = wanted.prefixLength();
        return prefixLength == present.prefixLength()
                && wanted.destination().isV4() == present.destination().isV4()
                && wanted.destination().network(prefixLength).equals(present.destination())
                && wanted.gateway().equals(present.gateway())
                && (wanted.ifName().isEmpty() || wanted.ifName().equals(present.ifName()));
    }

    private int scopeId(String ifName, IpAddress address, String operation) throws NetifException {
        return address.isLinkLocalV6() ? index(ifName, operation) : 0;
    }

    private int index(String ifName, String operation) throws NetifException {
        Memory request = request(ifName, operation);
        call(SockIo.SIOCGIFINDEX, request, operation, ifName);
        return IfReq.index(request);
    }

    private void call(IoctlRequest what, Memory request, String operation, String ifName) throws NetifException {
        kernel.ioctl(Socket.AF_INET, what, request, operation, ifName);
    }

    private Memory request(String ifName, String operation) throws NetifException {
        checkName(ifName, operation);
        Memory request = kernel.allocate(IfReq.SIZE);
        IfReq.putName(request, ifName);
        return request;
    }

    private static void checkName(String ifName, String operation) throws NetifException {
        if (ifName.isEmpty() || ifName.length() >= NetIf.IFNAMSIZ || ifName.indexOf('\0') >= 0) {
            throw new NetifException(operation, ifName, "an interface name has 1 to 15 characters");
        }
    }
}
