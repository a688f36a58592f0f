package org.nethook.netif.linux.rtnetlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.Attributes;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.NlMsgHdr;

/**
 * What one RTM_NEWADDR message says.
 *
 * @param index of the interface that has the address
 */
public record LinkAddress(int index, InterfaceAddress address) {

    /**
     * Reads all messages of a dump; those of other address families than IPv4 and IPv6 are left out.
     *
     * @throws NetifException when one makes no sense
     */
    public static List<LinkAddress> readAll(List<ByteBuffer> payloads) throws NetifException {
        List<LinkAddress> addresses = new ArrayList<>();
        for (ByteBuffer payload : payloads) {
            if (payload.limit() < IfAddrMsg.SIZEOF) {
                throw Attributes.malformed("an address of " + payload.limit() + " bytes");
            }
            int family = payload.get(IfAddrMsg.IFA_FAMILY);
            if (family == NlMsgHdr.AF_INET || family == NlMsgHdr.AF_INET6) {
                addresses.add(read(payload));
            }
        }
        return addresses;
    }

    public static LinkAddress read(ByteBuffer payload) throws NetifException {
        Attributes attributes =
                Attributes.read(Attributes.slice(payload, IfAddrMsg.SIZEOF, payload.limit() - IfAddrMsg.SIZEOF));
        // on a point-to-point link IFA_ADDRESS is the other end
        int own = attributes.has(IfAddrMsg.IFA_LOCAL) ? IfAddrMsg.IFA_LOCAL : IfAddrMsg.IFA_ADDRESS;
        Optional<IpAddress> broadcast = attributes.has(IfAddrMsg.IFA_BROADCAST)
                ? Optional.of(ip(attributes.octets(IfAddrMsg.IFA_BROADCAST)))
                : Optional.empty();
        IpAddress address = ip(attributes.octets(own));
        int prefixLength = payload.get(IfAddrMsg.IFA_PREFIXLEN) & 0xff;
        if (prefixLength > address.bits()) {
            throw Attributes.malformed(address + " with a prefix length of " + prefixLength);
        }
        return new LinkAddress(
                payload.getInt(IfAddrMsg.IFA_INDEX), new InterfaceAddress(address, prefixLength, broadcast));
    }

    private static IpAddress ip(byte[] octets) throws NetifException {
        if (octets.length != 4 && octets.length != 16) {
            throw Attributes.malformed("an IP address of " + octets.length + " bytes");
        }
        return IpAddress.of(octets);
    }
}
