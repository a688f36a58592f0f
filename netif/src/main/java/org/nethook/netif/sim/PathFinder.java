package org.nethook.netif.sim;

import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;

import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.sim.kernel.HyperV;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.Lagg;
import org.nethook.netif.sim.kernel.LaggPort;
import org.nethook.netif.sim.kernel.Vlan;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Route;

/** Follows a packet out of the machine. */
final class PathFinder {
    private static final byte[] ANY = new byte[4];

    private final Kernel kernel;
    private boolean hadDefaultRoute;

    /** What came of it: the way, or why there is none. */
    record Path(boolean exists, String description) {
        private static Path none(String why) {
            return new Path(false, "none: " + why);
        }
    }

    PathFinder(Kernel kernel) {
        this.kernel = kernel;
    }

    Path find() {
        synchronized (kernel) {
            Route route = kernel.routes().exact(ANY, ANY);
            hadDefaultRoute |= route != null;
            if (!hadDefaultRoute) {
                return byAddress();
            }
            if (route == null) {
                return Path.none("no default route");
            }
            IpAddress gateway = route.gateway();
            if (gateway != null && !reaches(route.ifp(), gateway)) {
                return Path.none(route.ifp() + " has no address on the subnet of " + gateway);
            }
            return by(route.ifp());
        }
    }

    private Path byAddress() {
        Path best = Path.none("no interface has an address");
        for (Ifnet ifp : kernel.interfaces().list()) {
            boolean addressed = ifp.addresses().stream()
                    .anyMatch(ifa ->
                            ifa.family() == Socket.AF_INET && !ifa.address().isUnspecified());
            if (addressed && !ifp.isLoopback() && !best.exists()) {
                best = by(ifp);
            }
        }
        return best;
    }

    private static boolean reaches(Ifnet ifp, IpAddress gateway) {
        for (Ifaddr ifa : ifp.addresses()) {
            int length = ifa.prefixLength();
            if (ifa.family() == Socket.AF_INET && ifa.address().network(length).equals(gateway.network(length))) {
                return true;
            }
        }
        return false;
    }

    private Path by(Ifnet ifp) {
        if (!ifp.isUp()) {
            return Path.none(ifp + " is down");
        }
        Lagg of = Lagg.ofPort(ifp);
        if (of != null) {
            // lagg_port_output: ENETDOWN for whatever the port is to send of its own.
            return Path.none(ifp + " is a port of " + of.name());
        }
        Vlan vlan = Vlan.of(ifp);
        if (vlan != null) {
            return byParent(ifp, vlan.parent());
        }
        Lagg lagg = Lagg.of(ifp);
        if (lagg == null) {
            return ifp.linkState() == LINK_STATE_UP
                    ? new Path(true, ifp + transparentVf(ifp))
                    : Path.none(ifp + " has no link");
        }
        LaggPort port = carrier(lagg);
        if (port == null) {
            return Path.none(ifp + (lagg.ports().isEmpty() ? " has no port" : " has no usable port"));
        }
        return new Path(true, ifp + " via " + port.ifp());
    }

    private Path byParent(Ifnet ifp, Ifnet parent) {
        if (parent == null) {
            return Path.none(ifp + " has no parent");
        }
        Path path = by(parent);
        return path.exists() ? new Path(true, ifp + " on " + path.description()) : path;
    }

    private static LaggPort carrier(Lagg lagg) {
        if (lagg.protocol() == LaggReqAll.LAGG_PROTO_FAILOVER) {
            return lagg.activePort();
        }
        boolean carries = lagg.protocol() != LaggReqAll.LAGG_PROTO_NONE;
        return carries
                ? lagg.ports().stream().filter(LaggPort::isUsable).findFirst().orElse(null)
                : null;
    }

    private String transparentVf(Ifnet ifp) {
        for (HyperV.Hn hn : kernel.hyperv().hns()) {
            if (hn.ifp() == ifp && hn.transparentVfEnabled()) {
                return " via " + hn.vf();
            }
        }
        return "";
    }
}
