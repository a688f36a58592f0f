package org.nethook.netif.freebsd;

import java.util.concurrent.atomic.AtomicInteger;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.route.Rtm;
import org.nethook.netif.freebsd.message.InterfaceList;
import org.nethook.netif.freebsd.message.RouteMessage;

/** Changes routes by the routing socket (route(4)). */
final class RouteControl {
    private final KernelCalls kernel;
    private final Requests requests;
    private final FreeBsdQuery query;
    private final AtomicInteger sequence = new AtomicInteger();

    RouteControl(KernelCalls kernel, Requests requests, FreeBsdQuery query) {
        this.kernel = kernel;
        this.requests = requests;
        this.query = query;
    }

    /** @param type RTM_ADD or RTM_CHANGE */
    void put(int type, Route route, int fib) throws NetifException {
        String operation = type == Rtm.RTM_ADD ? "add route" : "change route";
        checkFib(fib, route, operation);
        if (route.ifName().isEmpty() && route.gateway().isEmpty()) {
            throw new NetifException(operation, "", route + " has neither a gateway nor an interface");
        }
        int index = route.ifName().isEmpty() ? 0 : requests.index(route.ifName(), operation);
        Memory message = kernel.allocate(RouteMessage.MOST_BYTES);
        boolean naming = index != 0 && isAmbiguous(route, operation);
        int length = RouteMessage.put(message, type, route, index, naming, sequence.incrementAndGet());
        kernel.routeMessage(message, length, fib, operation, route.ifName());
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
            for (InterfaceAddress address : entry.addresses()) {
                if (!entry.ifName().equals(route.ifName())
                        && address.subnetContains(route.gateway().get())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The route is looked for first: kernels before 14 delete that to the destination whatever gateway is named. */
    void delete(Route route, int fib) throws NetifException {
        String operation = "delete route";
        checkFib(fib, route, operation);
        boolean found = false;
        for (Route present : query.routes(fib, operation, route.ifName())) {
            found |= isMeant(route, present);
        }
        if (!found) {
            throw Refusal.of(operation, route.ifName(), FreeBsdErrno.ESRCH);
        }
        int index = route.ifName().isEmpty() ? 0 : requests.index(route.ifName(), operation);
        Memory message = kernel.allocate(RouteMessage.MOST_BYTES);
        int length = RouteMessage.delete(message, route, index, sequence.incrementAndGet());
        kernel.routeMessage(message, length, fib, operation, route.ifName());
    }

    private static void checkFib(int fib, Route route, String operation) throws NetifException {
        if (fib < 0 && fib != KernelCalls.OWN_FIB) {
            throw new NetifException(operation, route.ifName(), "there is no routing table " + fib);
        }
    }

    private static boolean isMeant(Route wanted, Route present) {
        int prefixLength = wanted.prefixLength();
        return prefixLength == present.prefixLength()
                && wanted.destination().isV4() == present.destination().isV4()
                && wanted.destination().network(prefixLength).equals(present.destination())
                && wanted.gateway().equals(present.gateway())
                && (wanted.ifName().isEmpty() || wanted.ifName().equals(present.ifName()));
    }
}
