package org.nethook.netif.sim.kernel;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EINVAL;
import static org.nethook.netif.freebsd.abi.NetIf.IFT_ETHER;
import static org.nethook.netif.freebsd.abi.NetIf.IN6_IFF_TENTATIVE;
import static org.nethook.netif.freebsd.abi.Socket.AF_INET6;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_AUTO_LINKLOCAL;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_IFDISABLED;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_NO_DAD;
import static org.nethook.netif.sim.kernel.state.NdInfo.ND6_IFF_PERFORMNUD;

import java.util.Arrays;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.freebsd.abi.attribute.IfType;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.NdInfo;

/** Neighbour discovery of interfaces and their own link-local addresses (sys/netinet6/nd6.c, in6_ifattach.c). */
public final class Nd6 {
    private static final int IPV6_MMTU = 1280;
    private static final int GROUP_BIT = 1;
    private static final int IN6_IFF_DUPLICATED = 0x4;
    private static final byte[] LINK_LOCAL = IpAddress.parse("fe80::1").octets();

    private final Kernel kernel;
    private final Inet6 inet6;

    Nd6(Kernel kernel, Inet6 inet6) {
        this.kernel = kernel;
        this.inet6 = inet6;
    }

    /** Before 14.0 an Ethernet interface attached after the machine has started has no MTU yet at this moment. */
    void interfaceAttached(Ifnet ifp) {
        boolean auto = ifp.type != IfType.IFT_BRIDGE;
        ifp.nd.flags = ND6_IFF_PERFORMNUD | (auto ? ND6_IFF_AUTO_LINKLOCAL : 0);
        if (kernel.is14() && !ifp.isLoopback()) {
            ifp.nd.flags |= ND6_IFF_IFDISABLED;
        }
        ifp.nd.maxMtu = kernel.is14() || ifp.isLoopback() || kernel.uptime().isZero() ? ifp.mtu : 0;
    }

    /** Whether link-layer addresses of neighbours are kept; not for a lagg's port. */
    static boolean hasNeighbours(Ifnet ifp) {
        return ifp.type == IFT_ETHER || ifp.type == IfType.IFT_L2VLAN || ifp.type == IfType.IFT_BRIDGE;
    }

    void mtuChanged(Ifnet ifp) {
        ifp.nd.maxMtu = ifp.mtu;
    }

    /** SIOCSIFINFO_IN6: sets values, then {@link #setFlags}. */
    public void set(Ifnet ifp, NdInfo.Values values, int flags) {
        NdInfo nd = ifp.nd;
        if (values.linkMtu() != 0) {
            int most = nd.linkMtu != 0 && nd.linkMtu < nd.maxMtu
                    ? nd.linkMtu
                    : nd.maxMtu != 0 && nd.maxMtu < ifp.mtu ? nd.maxMtu : ifp.mtu;
            if (Integer.compareUnsigned(values.linkMtu(), IPV6_MMTU) < 0
                    || Integer.compareUnsigned(values.linkMtu(), most) > 0) {
                throw new KernelError(EINVAL);
            }
            nd.linkMtu = values.linkMtu();
        }
        if (values.baseReachable() != 0) {
            nd.baseReachable = values.baseReachable();
            nd.reachable = values.baseReachable() / 1000;
        }
        nd.retransmit = values.retransmit() != 0 ? values.retransmit() : nd.retransmit;
        nd.hopLimit = values.hopLimit() != 0 ? values.hopLimit() : nd.hopLimit;
        setFlags(ifp, flags);
    }

    /** SIOCSIFINFO_FLAGS: replaces the flags as a whole. */
    public void setFlags(Ifnet ifp, int flags) {
        NdInfo nd = ifp.nd;
        boolean wasUp = ifp.isUp();
        boolean disabled = (flags & ND6_IFF_IFDISABLED) != 0;
        if (nd.is(ND6_IFF_IFDISABLED) && !disabled && hasDuplicateLinkLocal(ifp)) {
            nd.flags = flags | ND6_IFF_IFDISABLED;
            return;
        }
        if (nd.is(ND6_IFF_IFDISABLED) && !disabled) {
            nd.flags &= ~ND6_IFF_IFDISABLED;
            if (ifp.isUp()) {
                interfaceUp(ifp);
            }
        } else if (!nd.is(ND6_IFF_IFDISABLED) && disabled) {
            nd.flags |= ND6_IFF_IFDISABLED;
            if (!nd.is(ND6_IFF_NO_DAD) && !inet6.detection().isOff()) {
                for (Ifaddr ifa : ifp.addresses) {
                    if (ifa.family() == AF_INET6) {
                        ifa.flags6 |= IN6_IFF_TENTATIVE;
                    }
                }
            }
        }
        if ((flags & ND6_IFF_AUTO_LINKLOCAL) != 0 && !nd.is(ND6_IFF_AUTO_LINKLOCAL)) {
            nd.flags |= ND6_IFF_AUTO_LINKLOCAL;
            attach(ifp);
        }
        nd.flags = flags;
        if (!wasUp && ifp.isUp()) {
            interfaceUp(ifp);
        }
        inet6.timer().wake();
    }

    private static boolean hasDuplicateLinkLocal(Ifnet ifp) {
        for (Ifaddr ifa : ifp.addresses) {
            if (ifa.family() == AF_INET6 && ifa.isLinkLocal() && (ifa.flags6 & IN6_IFF_DUPLICATED) != 0) {
                return true;
            }
        }
        return false;
    }

    /** An address was added: IPv6 is switched on. */
    void enable(Ifnet ifp) {
        if (ifp.nd.is(ND6_IFF_IFDISABLED)) {
            setFlags(ifp, ifp.nd.flags & ~ND6_IFF_IFDISABLED);
        }
    }

    void interfaceUp(Ifnet ifp) {
        inet6.detection().startAll(ifp);
        attach(ifp);
    }

    /** An interface gets a link-local address, unless it is told not to. */
    private void attach(Ifnet ifp) {
        if (ifp.isLoopback() && inet6.find(ifp, Inet6.LOOPBACK) == null) {
            inet6.addOwn(new Ifaddr(ifp, Inet6.LOOPBACK, Ifaddr.allOnes(16)));
        }
        if (ifp.nd.is(ND6_IFF_IFDISABLED) || !ifp.nd.is(ND6_IFF_AUTO_LINKLOCAL) || ifp.linkLocal() != null) {
            return;
        }
        byte[] address = ifp.isLoopback() ? LINK_LOCAL : linkLocalFor(ifp);
        if (address != null) {
            inet6.addOwn(new Ifaddr(ifp, address, Inet6.prefixMask(64)));
        }
    }

    /** From the interface's own MAC; what is no plain Ethernet, such as a lagg's port, borrows one. */
    private byte[] linkLocalFor(Ifnet ifp) {
        byte[] mac = usableMac(ifp);
        for (Ifnet other : kernel.interfaces().list()) {
            mac = mac == null ? usableMac(other) : mac;
        }
        return linkLocal(mac);
    }

    /** The link-local address that an interface's own MAC makes; null when it makes none. */
    static byte[] ownLinkLocal(Ifnet ifp) {
        return linkLocal(usableMac(ifp));
    }

    private static byte[] linkLocal(byte[] mac) {
        if (mac == null) {
            return null;
        }
        byte[] address = LINK_LOCAL.clone();
        address[8] = (byte) (mac[0] ^ 2);
        address[9] = mac[1];
        address[10] = mac[2];
        address[11] = (byte) 0xff;
        address[12] = (byte) 0xfe;
        System.arraycopy(mac, 3, address, 13, 3);
        return address;
    }

    private static byte[] usableMac(Ifnet ifp) {
        boolean usable = (ifp.type == IFT_ETHER || ifp.type == IfType.IFT_BRIDGE || ifp.type == IfType.IFT_L2VLAN)
                && ifp.mac.length == 6
                && (ifp.mac[0] & GROUP_BIT) == 0
                && !Arrays.equals(ifp.mac, new byte[6]);
        return usable ? ifp.mac : null;
    }
}
