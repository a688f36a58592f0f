package org.nethook.netif.freebsd;

import java.util.EnumSet;
import java.util.Set;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.LaggPort;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;

/**
 * Flags by name. Bit 0x800000 has none here: it is IFF_NOGROUP up to 13 and IFF_PALLMULTI from 14 on, and nothing in an
 * answer tells which; it stays visible among the raw flags.
 */
final class Flags {
    private static final int[] BITS = {
        NetIf.IFF_UP,
        NetIf.IFF_BROADCAST,
        NetIf.IFF_DEBUG,
        NetIf.IFF_LOOPBACK,
        NetIf.IFF_POINTOPOINT,
        NetIf.IFF_NEEDSEPOCH,
        NetIf.IFF_RUNNING,
        NetIf.IFF_NOARP,
        NetIf.IFF_PROMISC,
        NetIf.IFF_ALLMULTI,
        NetIf.IFF_OACTIVE,
        NetIf.IFF_SIMPLEX,
        NetIf.IFF_LINK0,
        NetIf.IFF_LINK1,
        NetIf.IFF_LINK2,
        NetIf.IFF_MULTICAST,
        NetIf.IFF_CANTCONFIG,
        NetIf.IFF_PPROMISC,
        NetIf.IFF_MONITOR,
        NetIf.IFF_STATICARP,
        NetIf.IFF_STICKYARP,
        NetIf.IFF_DYING,
        NetIf.IFF_RENAMING,
    };
    private static final InterfaceFlag[] NAMES = {
        InterfaceFlag.UP,
        InterfaceFlag.BROADCAST,
        InterfaceFlag.DEBUG,
        InterfaceFlag.LOOPBACK,
        InterfaceFlag.POINTOPOINT,
        InterfaceFlag.NEEDSEPOCH,
        InterfaceFlag.RUNNING,
        InterfaceFlag.NOARP,
        InterfaceFlag.PROMISC,
        InterfaceFlag.ALLMULTI,
        InterfaceFlag.OACTIVE,
        InterfaceFlag.SIMPLEX,
        InterfaceFlag.LINK0,
        InterfaceFlag.LINK1,
        InterfaceFlag.LINK2,
        InterfaceFlag.MULTICAST,
        InterfaceFlag.CANTCONFIG,
        InterfaceFlag.PPROMISC,
        InterfaceFlag.MONITOR,
        InterfaceFlag.STATICARP,
        InterfaceFlag.STICKYARP,
        InterfaceFlag.DYING,
        InterfaceFlag.RENAMING,
    };

    private Flags() {}

    static Set<InterfaceFlag> ofInterface(int raw) {
        EnumSet<InterfaceFlag> flags = EnumSet.noneOf(InterfaceFlag.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((raw & BITS[i]) != 0) {
                flags.add(NAMES[i]);
            }
        }
        return flags;
    }

    static Set<LaggPort.Flag> ofPort(int raw) {
        EnumSet<LaggPort.Flag> flags = EnumSet.noneOf(LaggPort.Flag.class);
        if ((raw & LaggReqPort.LAGG_PORT_MASTER) != 0) {
            flags.add(LaggPort.Flag.MASTER);
        }
        if ((raw & LaggReqPort.LAGG_PORT_STACK) != 0) {
            flags.add(LaggPort.Flag.STACK);
        }
        if ((raw & LaggReqPort.LAGG_PORT_ACTIVE) != 0) {
            flags.add(LaggPort.Flag.ACTIVE);
        }
        if ((raw & LaggReqPort.LAGG_PORT_COLLECTING) != 0) {
            flags.add(LaggPort.Flag.COLLECTING);
        }
        if ((raw & LaggReqPort.LAGG_PORT_DISTRIBUTING) != 0) {
            flags.add(LaggPort.Flag.DISTRIBUTING);
        }
        return flags;
    }
}
