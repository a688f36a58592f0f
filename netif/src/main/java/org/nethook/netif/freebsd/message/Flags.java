package org.nethook.netif.freebsd.message;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.RouteFlag;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.attribute.LaggReqFlags;
import org.nethook.netif.freebsd.abi.attribute.LaggReqOpts;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.route.Rtm;

/**
 * Flags by name. Bit 0x800000 of an interface has none here: it is IFF_NOGROUP up to 13 and IFF_PALLMULTI from 14 on, and
 * nothing in an answer tells which; it stays visible among the raw flags.
 *
 * @param <F> the names
 */
public final class Flags<F extends Enum<F>> {
    /** Of an interface. */
    public static final Flags<InterfaceFlag> INTERFACE = new Flags<>(
            InterfaceFlag.class,
            List.of(
                    entry(NetIf.IFF_UP, InterfaceFlag.UP),
                    entry(NetIf.IFF_BROADCAST, InterfaceFlag.BROADCAST),
                    entry(NetIf.IFF_DEBUG, InterfaceFlag.DEBUG),
                    entry(NetIf.IFF_LOOPBACK, InterfaceFlag.LOOPBACK),
                    entry(NetIf.IFF_POINTOPOINT, InterfaceFlag.POINTOPOINT),
                    entry(NetIf.IFF_NEEDSEPOCH, InterfaceFlag.NEEDSEPOCH),
                    entry(NetIf.IFF_RUNNING, InterfaceFlag.RUNNING),
                    entry(NetIf.IFF_NOARP, InterfaceFlag.NOARP),
                    entry(NetIf.IFF_PROMISC, InterfaceFlag.PROMISC),
                    entry(NetIf.IFF_ALLMULTI, InterfaceFlag.ALLMULTI),
                    entry(NetIf.IFF_OACTIVE, InterfaceFlag.OACTIVE),
                    entry(NetIf.IFF_SIMPLEX, InterfaceFlag.SIMPLEX),
                    entry(NetIf.IFF_LINK0, InterfaceFlag.LINK0),
                    entry(NetIf.IFF_LINK1, InterfaceFlag.LINK1),
                    entry(NetIf.IFF_LINK2, InterfaceFlag.LINK2),
                    entry(NetIf.IFF_MULTICAST, InterfaceFlag.MULTICAST),
                    entry(NetIf.IFF_CANTCONFIG, InterfaceFlag.CANTCONFIG),
                    entry(NetIf.IFF_PPROMISC, InterfaceFlag.PPROMISC),
                    entry(NetIf.IFF_MONITOR, InterfaceFlag.MONITOR),
                    entry(NetIf.IFF_STATICARP, InterfaceFlag.STATICARP),
                    entry(NetIf.IFF_STICKYARP, InterfaceFlag.STICKYARP),
                    entry(NetIf.IFF_DYING, InterfaceFlag.DYING),
                    entry(NetIf.IFF_RENAMING, InterfaceFlag.RENAMING)));

    /** Of a port. */
    public static final Flags<LaggPort.Flag> PORT = new Flags<>(
            LaggPort.Flag.class,
            List.of(
                    entry(LaggReqPort.LAGG_PORT_MASTER, LaggPort.Flag.MASTER),
                    entry(LaggReqPort.LAGG_PORT_STACK, LaggPort.Flag.STACK),
                    entry(LaggReqPort.LAGG_PORT_ACTIVE, LaggPort.Flag.ACTIVE),
                    entry(LaggReqPort.LAGG_PORT_COLLECTING, LaggPort.Flag.COLLECTING),
                    entry(LaggReqPort.LAGG_PORT_DISTRIBUTING, LaggPort.Flag.DISTRIBUTING)));

    /** Of an IPv6 address. */
    public static final Flags<AddressFlag> ADDRESS = new Flags<>(
            AddressFlag.class,
            List.of(
                    entry(NetIf.IN6_IFF_ANYCAST, AddressFlag.ANYCAST),
                    entry(NetIf.IN6_IFF_TENTATIVE, AddressFlag.TENTATIVE),
                    entry(NetIf.IN6_IFF_DUPLICATED, AddressFlag.DUPLICATED),
                    entry(NetIf.IN6_IFF_DETACHED, AddressFlag.DETACHED),
                    entry(NetIf.IN6_IFF_DEPRECATED, AddressFlag.DEPRECATED),
                    entry(NetIf.IN6_IFF_NODAD, AddressFlag.NODAD),
                    entry(NetIf.IN6_IFF_AUTOCONF, AddressFlag.AUTOCONF),
                    entry(NetIf.IN6_IFF_TEMPORARY, AddressFlag.TEMPORARY),
                    entry(NetIf.IN6_IFF_PREFER_SOURCE, AddressFlag.PREFER_SOURCE)));

    /** Of an interface's neighbour discovery. */
    public static final Flags<Nd6Flag> ND6 = new Flags<>(
            Nd6Flag.class,
            List.of(
                    entry(In6NdiReq.ND6_IFF_PERFORMNUD, Nd6Flag.PERFORMNUD),
                    entry(In6NdiReq.ND6_IFF_ACCEPT_RTADV, Nd6Flag.ACCEPT_RTADV),
                    entry(In6NdiReq.ND6_IFF_PREFER_SOURCE, Nd6Flag.PREFER_SOURCE),
                    entry(In6NdiReq.ND6_IFF_IFDISABLED, Nd6Flag.IFDISABLED),
                    entry(In6NdiReq.ND6_IFF_DONT_SET_IFROUTE, Nd6Flag.DONT_SET_IFROUTE),
                    entry(In6NdiReq.ND6_IFF_AUTO_LINKLOCAL, Nd6Flag.AUTO_LINKLOCAL),
                    entry(In6NdiReq.ND6_IFF_NO_RADR, Nd6Flag.NO_RADR),
                    entry(In6NdiReq.ND6_IFF_NO_PREFER_IFACE, Nd6Flag.NO_PREFER_IFACE),
                    entry(In6NdiReq.ND6_IFF_NO_DAD, Nd6Flag.NO_DAD)));

    /** Of a lagg's options. */
    public static final Flags<LaggOption> LAGG_OPTION = new Flags<>(
            LaggOption.class,
            List.of(
                    entry(LaggReqOpts.LAGG_OPT_USE_FLOWID, LaggOption.USE_FLOWID),
                    entry(LaggReqOpts.LAGG_OPT_USE_NUMA, LaggOption.USE_NUMA),
                    entry(LaggReqOpts.LAGG_OPT_LACP_STRICT, LaggOption.LACP_STRICT),
                    entry(LaggReqOpts.LAGG_OPT_LACP_FAST_TIMO, LaggOption.LACP_FAST_TIMEOUT)));

    /** Of what a lagg hashes. */
    public static final Flags<LaggHash> LAGG_HASH = new Flags<>(
            LaggHash.class,
            List.of(
                    entry(LaggReqFlags.LAGG_F_HASHL2, LaggHash.L2),
                    entry(LaggReqFlags.LAGG_F_HASHL3, LaggHash.L3),
                    entry(LaggReqFlags.LAGG_F_HASHL4, LaggHash.L4)));

    /** Of a route. */
    public static final Flags<RouteFlag> ROUTE = new Flags<>(
            RouteFlag.class,
            List.of(
                    entry(Rtm.RTF_UP, RouteFlag.UP),
                    entry(Rtm.RTF_GATEWAY, RouteFlag.GATEWAY),
                    entry(Rtm.RTF_HOST, RouteFlag.HOST),
                    entry(Rtm.RTF_REJECT, RouteFlag.REJECT),
                    entry(Rtm.RTF_DYNAMIC, RouteFlag.DYNAMIC),
                    entry(Rtm.RTF_MODIFIED, RouteFlag.MODIFIED),
                    entry(Rtm.RTF_XRESOLVE, RouteFlag.XRESOLVE),
                    entry(Rtm.RTF_LLINFO, RouteFlag.LLINFO),
                    entry(Rtm.RTF_STATIC, RouteFlag.STATIC),
                    entry(Rtm.RTF_BLACKHOLE, RouteFlag.BLACKHOLE),
                    entry(Rtm.RTF_PROTO1, RouteFlag.PROTO1),
                    entry(Rtm.RTF_PROTO2, RouteFlag.PROTO2),
                    entry(Rtm.RTF_PROTO3, RouteFlag.PROTO3),
                    entry(Rtm.RTF_FIXEDMTU, RouteFlag.FIXEDMTU),
                    entry(Rtm.RTF_PINNED, RouteFlag.PINNED),
                    entry(Rtm.RTF_LOCAL, RouteFlag.LOCAL),
                    entry(Rtm.RTF_BROADCAST, RouteFlag.BROADCAST),
                    entry(Rtm.RTF_MULTICAST, RouteFlag.MULTICAST),
                    entry(Rtm.RTF_STICKY, RouteFlag.STICKY)));

    private final Class<F> type;
    private final int[] bits;
    private final List<F> names = new ArrayList<>();

    private Flags(Class<F> type, List<Map.Entry<Integer, F>> table) {
        this.type = type;
        this.bits = new int[table.size()];
        for (Map.Entry<Integer, F> row : table) {
            bits[names.size()] = row.getKey();
            names.add(row.getValue());
        }
    }

    /** The names of the bits that are set and have one. */
    public Set<F> names(int raw) {
        EnumSet<F> set = EnumSet.noneOf(type);
        for (int i = 0; i < bits.length; i++) {
            if ((raw & bits[i]) != 0) {
                set.add(names.get(i));
            }
        }
        return set;
    }

    /** The bits of the names. */
    public int bits(Set<F> set) {
        int raw = 0;
        for (int i = 0; i < bits.length; i++) {
            if (set.contains(names.get(i))) {
                raw |= bits[i];
            }
        }
        return raw;
    }
}
