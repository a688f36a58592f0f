package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EBUSY;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOSPC;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPROTONOSUPPORT;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_ALLMULTI;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_PROMISC;
import static org.nethook.netif.freebsd.abi.NetIf.IFF_UP;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_IEEE8023ADLAG;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_DOWN;
import static org.nethook.netif.freebsd.abi.NetIf.LINK_STATE_UP;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqAll.LAGG_MAX_PORTS;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqAll.LAGG_PROTO_FAILOVER;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqAll.LAGG_PROTO_LACP;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqAll.LAGG_PROTO_MAX;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqAll.LAGG_PROTO_NONE;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqPort.LAGG_PORT_ACTIVE;
import static org.nethook.netif.freebsd.abi.ioctl.LaggReqPort.LAGG_PORT_MASTER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nethook.netif.sim.kernel.state.Driver;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;

/** A lagg(4), the driver of its own interface (sys/net/if_lagg.c). */
public final class Lagg implements Driver {
    private static final int HASH_ALL = 7;
    private static final int LAGG_OPT_USE_FLOWID = 1;
    private static final int LAGG_OPT_USE_NUMA = 4;
    private static final int LACP_OPTIONS = 0xf0;
    private static final int IFT_L2VLAN = 0x87;

    private final Kernel kernel;
    private final List<LaggPort> ports = new ArrayList<>();
    Ifnet ifp;
    private LaggPort primary;
    private int protocol = LAGG_PROTO_FAILOVER;
    private int hash = HASH_ALL;
    private int options;
    private int lacpOptions;
    private boolean destroying;

    private Lagg(Kernel kernel) {
        this.kernel = kernel;
        this.options = kernel.is14() ? LAGG_OPT_USE_NUMA : 0;
    }

    static Ifnet create(Kernel kernel, int unit) {
        Lagg lagg = new Lagg(kernel);
        lagg.ifp = Ifnet.ethernet(lagg, "lagg", unit, new byte[6]);
        lagg.ifp.baudrate = Ifnet.ETHER_BAUDRATE;
        kernel.interfaces().attach(lagg.ifp);
        return lagg.ifp;
    }

    /** The lagg that an interface is; null when it is none. */
    public static Lagg of(Ifnet ifp) {
        return ifp.driver instanceof Lagg ? (Lagg) ifp.driver : null;
    }

    /** The lagg that an interface is a port of; null when it is none. */
    public static Lagg ofPort(Ifnet ifp) {
        LaggPort port = LaggPort.of(ifp);
        return port == null ? null : port.lagg;
    }

    void destroy() {
        destroying = true;
        ifp.running = false;
        ifp.flags &= ~IFF_UP;
        while (!ports.isEmpty()) {
            remove(ports.get(0), false);
        }
        kernel.interfaces().detach(ifp);
    }

    /** Its interface's name. */
    public String name() {
        return ifp.name;
    }

    /** {@code LAGG_PROTO_…}. */
    public int protocol() {
        return protocol;
    }

    /** Which headers make the hash of loadbalance and LACP: {@code LAGG_F_HASH…}. */
    public int hash() {
        return hash;
    }

    /** {@code LAGG_OPT_…} that are switched on; from 13 on it looks at which NUMA domain a packet comes from. */
    public int options() {
        return options | lacpOptions;
    }

    /**
     * SIOCSLAGGOPTS: one option that is switched on, or, negated, off. Switching one of lagg's own off clears every bit that
     * the kernel's {@code sc_opts &= ~ro_opts} clears, which is more than that one. No recording shows it.
     */
    public void setOption(int option) {
        int bit = Math.abs(option);
        boolean own = bit == LAGG_OPT_USE_FLOWID || bit == LAGG_OPT_USE_NUMA && kernel.is14();
        boolean lacp = Integer.bitCount(bit) == 1 && (bit & LACP_OPTIONS) != 0 && protocol == LAGG_PROTO_LACP;
        if (own) {
            options = option > 0 ? options | option : options & ~option;
        } else if (lacp) {
            lacpOptions = option > 0 ? lacpOptions | bit : lacpOptions & ~bit;
        } else if (option != 0) {
            throw new KernelError(EINVAL);
        }
    }

    /** SIOCSLAGGHASH. */
    public void setHash(int layers) {
        if ((layers & HASH_ALL) == 0) {
            throw new KernelError(EINVAL);
        }
        hash = layers & HASH_ALL;
    }

    /** Its ports, by ascending index of their interfaces. */
    public List<LaggPort> ports() {
        return List.copyOf(ports);
    }

    /** {@code LAGG_PORT_…} of a port. */
    public int portFlags(LaggPort port) {
        if (protocol == LAGG_PROTO_FAILOVER) {
            return (port == primary ? LAGG_PORT_MASTER : 0) | (port == activePort() ? LAGG_PORT_ACTIVE : 0);
        }
        boolean active = protocol != LAGG_PROTO_NONE && protocol != LAGG_PROTO_LACP && port.isUsable();
        return active ? LAGG_PORT_ACTIVE : 0;
    }

    /** The port that carries a failover lagg's traffic; null when none can. */
    public LaggPort activePort() {
        if (primary != null) {
            if (primary.isUsable()) {
                return primary;
            }
            int next = ports.indexOf(primary) + 1;
            if (next < ports.size() && ports.get(next).isUsable()) {
                return ports.get(next);
            }
        }
        for (LaggPort port : ports) {
            if (port.isUsable()) {
                return port;
            }
        }
        return null;
    }

    /** SIOCSLAGG. */
    public void setProtocol(int fresh) {
        if (fresh < 0 || fresh >= LAGG_PROTO_MAX) {
            throw new KernelError(EPROTONOSUPPORT);
        }
        ports.forEach(this::endLacp);
        lacpOptions = 0;
        protocol = fresh;
        ports.forEach(this::beginLacp);
    }

    private void beginLacp(LaggPort port) {
        if (protocol == LAGG_PROTO_LACP) {
            port.lacp = new Lacp(kernel, ifp, port.ifp);
        }
    }

    private void endLacp(LaggPort port) {
        if (port.lacp != null) {
            port.lacp.end();
            port.lacp = null;
        }
    }

    /** The port that this interface is, as SIOCGLAGGPORT and SIOCSLAGGDELPORT find it. */
    public LaggPort port(String portName) {
        Ifnet port = portName.isEmpty() ? null : kernel.interfaces().find(portName);
        if (port == null) {
            throw new KernelError(EINVAL);
        }
        if (ofPort(port) != this) {
            throw new KernelError(ENOENT);
        }
        return LaggPort.of(port);
    }

    /** SIOCSLAGGPORT. The interface loses its IPv6 addresses even when it is then refused. */
    public void addPort(String portName) {
        Ifnet port = portName.isEmpty() ? null : kernel.interfaces().find(portName);
        if (port == null) {
            throw new KernelError(EINVAL);
        }
        if (port.linkLocal() != null) {
            kernel.inet6().purge(port);
        }
        int oldMtu = ifp.mtu;
        add(port);
        if (ifp.mtu != oldMtu && kernel.is14()) {
            kernel.routes().mtuChanged(ifp);
            kernel.inet6().nd6().mtuChanged(ifp);
        }
    }

    private void add(Ifnet port) {
        if (port == ifp) {
            throw new KernelError(EINVAL);
        }
        if (ports.size() >= LAGG_MAX_PORTS) {
            throw new KernelError(ENOSPC);
        }
        if (port.port != null) {
            throw new KernelError(ofPort(port) == this ? EEXIST : EBUSY);
        }
        if (port.type != IFT_ETHER && port.type != IFT_L2VLAN) {
            throw new KernelError(EPROTONOSUPPORT);
        }
        boolean first = ports.isEmpty();
        int portMtu = port.mtu;
        if (first) {
            ifp.mtu = port.mtu;
        } else if (ifp.mtu != port.mtu) {
            port.driver.setMtu(port, ifp.mtu);
        }
        if (of(port) != null) {
            port.mtu = portMtu;
            throw new KernelError(EINVAL);
        }
        LaggPort joining = new LaggPort(this, port);
        if (first) {
            ifp.mac = port.mac();
            primary = joining;
            Vlan.parentMacChanged(ifp);
        } else {
            kernel.interfaces().setMac(port, ifp.mac);
        }
        passFlags(joining, true);
        port.type = IFT_IEEE8023ADLAG;
        port.port = joining;
        int at = 0;
        while (at < ports.size() && ports.get(at).ifp.index < port.index) {
            at++;
        }
        ports.add(at, joining);
        listen(joining);
        beginLacp(joining);
        updateLink();
    }

    /** SIOCSLAGGDELPORT. */
    public void removePort(String portName) {
        remove(port(portName), false);
    }

    void portDetached(LaggPort port) {
        remove(port, true);
    }

    private void remove(LaggPort leaving, boolean detaching) {
        Ifnet port = leaving.ifp;
        if (!detaching) {
            stopListening(leaving);
            endLacp(leaving);
        }
        port.type = leaving.ownType;
        port.port = null;
        ports.remove(leaving);
        if (leaving == primary) {
            primary = ports.isEmpty() ? null : ports.get(0);
            if (!destroying) {
                byte[] mac = primary == null ? new byte[6] : primary.ownMac;
                ifp.mac = mac.clone();
                Vlan.parentMacChanged(ifp);
                ports.forEach(this::endLacp);
                ports.forEach(this::beginLacp);
                for (LaggPort other : ports) {
                    kernel.interfaces().setMac(other.ifp, mac);
                }
            }
        }
        if (!detaching) {
            passFlags(leaving, false);
            kernel.interfaces().setMac(port, leaving.ownMac);
        }
        updateLink();
    }

    /** The lagg has link when one of its ports has, whether that is up or not. */
    void updateLink() {
        if (protocol == LAGG_PROTO_LACP) {
            return;
        }
        int state = LINK_STATE_DOWN;
        for (LaggPort port : ports) {
            if (port.ifp.linkState == LINK_STATE_UP) {
                state = LINK_STATE_UP;
            }
        }
        kernel.interfaces().setLinkState(ifp, state);
        kernel.interfaces().runLinkTask(ifp);
        if (protocol == LAGG_PROTO_FAILOVER) {
            ifp.baudrate = primary == null ? 0 : primary.ifp.baudrate;
        } else if (protocol != LAGG_PROTO_NONE) {
            ifp.baudrate = 0;
            for (LaggPort port : ports) {
                ifp.baudrate += port.ifp.baudrate;
            }
        }
    }

    /** Ports take over PROMISC and ALLMULTI, but not UP. */
    private void passFlags(LaggPort port, boolean on) {
        int wanted = on ? ifp.flags & (IFF_PROMISC | IFF_ALLMULTI) : 0;
        if (((port.passedFlags ^ wanted) & IFF_PROMISC) != 0) {
            kernel.interfaces().setPromiscuous(port.ifp, (wanted & IFF_PROMISC) != 0);
        }
        if (((port.passedFlags ^ wanted) & IFF_ALLMULTI) != 0) {
            kernel.interfaces().setAllMulticast(port.ifp, (wanted & IFF_ALLMULTI) != 0);
        }
        port.passedFlags = wanted;
    }

    @Override
    public void flagsChanged(Ifnet self) {
        for (LaggPort port : ports) {
            passFlags(port, true);
        }
        if (ifp.isUp() && !ifp.running) {
            ifp.running = true;
            for (LaggPort port : ports) {
                if (!Arrays.equals(ifp.mac, port.ifp.mac)) {
                    kernel.interfaces().setMac(port.ifp, ifp.mac);
                }
            }
        } else if (!ifp.isUp()) {
            ifp.running = false;
        }
    }

    /** Ports listen to what the lagg listens to; each is told from scratch. */
    @Override
    public void multicastChanged(Ifnet self) {
        for (LaggPort port : ports) {
            stopListening(port);
            listen(port);
        }
    }

    private void listen(LaggPort port) {
        for (byte[] link : Multicast.linkAddresses(ifp)) {
            port.listening.add(kernel.multicast().listen(port.ifp, link));
        }
    }

    private void stopListening(LaggPort port) {
        port.listening.forEach(kernel.multicast()::release);
        port.listening.clear();
    }

    /** Sets the MTU of all ports, and puts it back when one of them refuses. */
    @Override
    public void setMtu(Ifnet self, int mtu) {
        try {
            for (LaggPort port : ports) {
                port.ifp.driver.setMtu(port.ifp, mtu);
            }
            ifp.mtu = mtu;
        } catch (KernelError e) {
            for (LaggPort port : ports) {
                port.ifp.driver.setMtu(port.ifp, ifp.mtu);
            }
            throw e;
        }
    }

    /** What all ports can do. */
    @Override
    public int capabilities(Ifnet self) {
        int all = -1;
        for (LaggPort port : ports) {
            all &= port.ifp.capabilities();
        }
        return ports.isEmpty() ? IFCAP_HWSTATS : all | IFCAP_HWSTATS;
    }

    @Override
    public int activeMedia(Ifnet self) {
        return MEDIA_AUTO;
    }
}
