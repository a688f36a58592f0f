package org.nethook.netif.linux.rtnetlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.Attributes;
import org.nethook.netif.linux.abi.IfInfoMsg;

/**
 * What one RTM_NEWLINK message says.
 *
 * @param index the interface's index
 * @param rawFlags {@code IFF_…}
 * @param mac null where the hardware address is not six octets long
 * @param kind the driver of a pseudo-interface, such as {@code bond}; empty for hardware
 * @param master index of the bond or bridge this is a port of; 0 for none
 * @param kindData what is special to the kind
 * @param portData what is special to a port of such a master
 */
public record Link(
        int index,
        String ifName,
        int rawFlags,
        int mtu,
        MacAddress mac,
        LinkState state,
        String kind,
        int master,
        Attributes kindData,
        Attributes portData) {

    /**
     * Reads all messages of a dump.
     *
     * @throws NetifException when one makes no sense
     */
    public static List<Link> readAll(List<ByteBuffer> payloads) throws NetifException {
        List<Link> links = new ArrayList<>();
        for (ByteBuffer payload : payloads) {
            links.add(read(payload));
        }
        return links;
    }

    public static Link read(ByteBuffer payload) throws NetifException {
        if (payload.limit() < IfInfoMsg.SIZEOF) {
            throw Attributes.malformed("an interface of " + payload.limit() + " bytes");
        }
        Attributes attributes =
                Attributes.read(Attributes.slice(payload, IfInfoMsg.SIZEOF, payload.limit() - IfInfoMsg.SIZEOF));
        Attributes info = attributes.nested(IfInfoMsg.IFLA_LINKINFO);
        byte[] hardware = attributes.octets(IfInfoMsg.IFLA_ADDRESS);
        String ifName = attributes.string(IfInfoMsg.IFLA_IFNAME);
        if (ifName.isEmpty()) {
            throw Attributes.malformed("an interface without a name");
        }
        return new Link(
                payload.getInt(IfInfoMsg.IFI_INDEX),
                ifName,
                payload.getInt(IfInfoMsg.IFI_FLAGS),
                attributes.u32(IfInfoMsg.IFLA_MTU, 0),
                hardware.length == 6 ? MacAddress.of(hardware) : null,
                state(
                        attributes.u8(IfInfoMsg.IFLA_OPERSTATE, IfInfoMsg.IF_OPER_UNKNOWN),
                        attributes.u8(IfInfoMsg.IFLA_CARRIER, 1)),
                info.string(IfInfoMsg.IFLA_INFO_KIND),
                attributes.u32(IfInfoMsg.IFLA_MASTER, 0),
                info.nested(IfInfoMsg.IFLA_INFO_DATA),
                info.nested(IfInfoMsg.IFLA_INFO_SLAVE_DATA));
    }

    /** Many drivers never set an operstate (lo, dummy, tun): they cannot tell, unless they say there is no carrier. */
    private static LinkState state(int operstate, int carrier) {
        switch (operstate) {
            case IfInfoMsg.IF_OPER_UP:
                return LinkState.UP;
            case IfInfoMsg.IF_OPER_NOTPRESENT:
            case IfInfoMsg.IF_OPER_DOWN:
            case IfInfoMsg.IF_OPER_LOWERLAYERDOWN:
            case IfInfoMsg.IF_OPER_TESTING:
            case IfInfoMsg.IF_OPER_DORMANT:
                return LinkState.DOWN;
            default:
                return carrier == 0 ? LinkState.DOWN : LinkState.UNKNOWN;
        }
    }
}
