package org.nethook.netif.linux;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.Attributes;
import org.nethook.netif.linux.abi.IfBonding;
import org.nethook.netif.linux.rtnetlink.Link;

/** Bonds (Documentation/networking/bonding.rst), as what they are in the words of lagg(4). */
final class Bond {
    static final String KIND = "bond";

    private Bond() {}

    /**
     * The lagg that a bond is.
     *
     * @param bond an interface of kind bond
     * @param links all interfaces in the order of their index
     * @throws NetifException when the kernel's answer makes no sense
     */
    static Lagg lagg(Link bond, List<Link> links) throws NetifException {
        Attributes data = bond.kindData();
        int mode = data.u8(IfBonding.IFLA_BOND_MODE, IfBonding.BOND_MODE_ROUNDROBIN);
        int primary = data.u32(IfBonding.IFLA_BOND_PRIMARY, 0);
        int active = data.u32(IfBonding.IFLA_BOND_ACTIVE_SLAVE, 0);
        List<LaggPort> ports = new ArrayList<>();
        for (Link link : links) {
            if (link.master() == bond.index()) {
                Set<LaggPort.Flag> flags = EnumSet.noneOf(LaggPort.Flag.class);
                if (link.index() == primary) {
                    flags.add(LaggPort.Flag.MASTER);
                }
                if (mode == IfBonding.BOND_MODE_ACTIVEBACKUP ? link.index() == active : carries(link)) {
                    flags.add(LaggPort.Flag.ACTIVE);
                }
                ports.add(new LaggPort(link.ifName(), flags));
            }
        }
        return new Lagg(protocol(mode), ports);
    }

    private static boolean carries(Link port) throws NetifException {
        Attributes data = port.portData();
        return data.u8(IfBonding.IFLA_BOND_SLAVE_STATE, -1) == IfBonding.BOND_STATE_ACTIVE
                && data.u8(IfBonding.IFLA_BOND_SLAVE_MII_STATUS, -1) == IfBonding.BOND_LINK_UP;
    }

    private static LaggProtocol protocol(int mode) throws NetifException {
        switch (mode) {
            case IfBonding.BOND_MODE_ROUNDROBIN:
                return LaggProtocol.ROUNDROBIN;
            case IfBonding.BOND_MODE_ACTIVEBACKUP:
                return LaggProtocol.FAILOVER;
            case IfBonding.BOND_MODE_XOR:
            case IfBonding.BOND_MODE_TLB:
            case IfBonding.BOND_MODE_ALB:
                return LaggProtocol.LOADBALANCE;
            case IfBonding.BOND_MODE_BROADCAST:
                return LaggProtocol.BROADCAST;
            case IfBonding.BOND_MODE_8023AD:
                return LaggProtocol.LACP;
            default:
                throw Attributes.malformed("a bond of mode " + mode);
        }
    }
}
