package org.nethook.netif.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.Attributes;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.abi.RtMsg;

/**
 * One way of a unicast route in the main table; a multipath route has several.
 *
 * @param index of the interface it leaves by
 */
record LinkRoute(IpAddress destination, int prefixLength, Optional<IpAddress> gateway, int index) {

    /**
     * Reads all messages of a dump; other tables, other types than unicast and cloned routes are left out.
     *
     * @throws NetifException when one makes no sense
     */
    static List<LinkRoute> readAll(List<ByteBuffer> payloads) throws NetifException {
        List<LinkRoute> routes = new ArrayList<>();
        for (ByteBuffer payload : payloads) {
            if (payload.limit() < RtMsg.SIZEOF) {
                throw Attributes.malformed("a route of " + payload.limit() + " bytes");
            }
            int family = payload.get(RtMsg.RTM_FAMILY);
            if ((family == NlMsgHdr.AF_INET || family == NlMsgHdr.AF_INET6)
                    && payload.get(RtMsg.RTM_TYPE) == RtMsg.RTN_UNICAST
                    && (payload.getInt(RtMsg.RTM_FLAGS) & RtMsg.RTM_F_CLONED) == 0) {
                read(payload, family == NlMsgHdr.AF_INET ? 4 : 16, routes);
            }
        }
        return routes;
    }

    private static void read(ByteBuffer payload, int width, List<LinkRoute> routes) throws NetifException {
        Attributes attributes =
                Attributes.read(Attributes.slice(payload, RtMsg.SIZEOF, payload.limit() - RtMsg.SIZEOF));
        if (attributes.u32(RtMsg.RTA_TABLE, payload.get(RtMsg.RTM_TABLE) & 0xff) != RtMsg.RT_TABLE_MAIN) {
            return;
        }
        IpAddress destination = ip(attributes, RtMsg.RTA_DST, width).orElse(IpAddress.of(new byte[width]));
        int prefixLength = payload.get(RtMsg.RTM_DST_LEN) & 0xff;
        if (!attributes.has(RtMsg.RTA_MULTIPATH)) {
            routes.add(new LinkRoute(
                    destination,
                    prefixLength,
                    ip(attributes, RtMsg.RTA_GATEWAY, width),
                    attributes.u32(RtMsg.RTA_OIF, 0)));
            return;
        }
        ByteBuffer hops = attributes.value(RtMsg.RTA_MULTIPATH);
        int at = 0;
        while (hops.limit() - at >= RtMsg.RTNH_SIZEOF) {
            int length = hops.getShort(at + RtMsg.RTNH_LEN) & 0xffff;
            if (length < RtMsg.RTNH_SIZEOF || length > hops.limit() - at) {
                throw Attributes.malformed("a next hop claims " + length + " of " + (hops.limit() - at) + " bytes");
            }
            Attributes hop =
                    Attributes.read(Attributes.slice(hops, at + RtMsg.RTNH_SIZEOF, length - RtMsg.RTNH_SIZEOF));
            routes.add(new LinkRoute(
                    destination,
                    prefixLength,
                    ip(hop, RtMsg.RTA_GATEWAY, width),
                    hops.getInt(at + RtMsg.RTNH_IFINDEX)));
            at += NlMsgHdr.align(length);
        }
    }

    private static Optional<IpAddress> ip(Attributes attributes, int type, int width) throws NetifException {
        if (!attributes.has(type)) {
            return Optional.empty();
        }
        byte[] octets = attributes.octets(type);
        if (octets.length != width) {
            throw Attributes.malformed("an IP address of " + octets.length + " bytes");
        }
        return Optional.of(IpAddress.of(octets));
    }
}
