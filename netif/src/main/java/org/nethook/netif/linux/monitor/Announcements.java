package org.nethook.netif.linux.monitor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.Attributes;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;

/** Reads what the kernel announces, and passes it on to the book of interfaces. Knows no socket. */
final class Announcements {
    private final InterfaceBook book;

    Announcements(InterfaceBook book) {
        this.book = book;
    }

    /**
     * Reads one datagram.
     *
     * @throws NetifException when it makes no sense; what came before that in it has been passed on
     */
    void read(byte[] datagram) throws NetifException {
        ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at < bytes.limit()) {
            int left = bytes.limit() - at;
            int length = left < NlMsgHdr.SIZEOF ? 0 : bytes.getInt(at + NlMsgHdr.NLMSG_LEN);
            if (length < NlMsgHdr.SIZEOF || length > left) {
                throw Attributes.malformed("a message claims " + length + " of " + left + " bytes");
            }
            message(
                    bytes.getShort(at + NlMsgHdr.NLMSG_TYPE) & 0xffff,
                    Attributes.slice(bytes, at + NlMsgHdr.SIZEOF, length - NlMsgHdr.SIZEOF));
            at += NlMsgHdr.align(length);
        }
    }

    private void message(int type, ByteBuffer payload) throws NetifException {
        switch (type) {
            case IfInfoMsg.RTM_NEWLINK:
                if (isOfInterface(payload)) {
                    book.link(Link.read(payload));
                }
                break;
            case IfInfoMsg.RTM_DELLINK:
                if (isOfInterface(payload)) {
                    book.linkGone(payload.getInt(IfInfoMsg.IFI_INDEX));
                }
                break;
            case IfAddrMsg.RTM_NEWADDR:
                if (isOfInternet(payload)) {
                    book.address(LinkAddress.read(payload));
                }
                break;
            case IfAddrMsg.RTM_DELADDR:
                if (isOfInternet(payload)) {
                    book.addressGone(LinkAddress.read(payload));
                }
                break;
            default:
                // an acknowledgement
                break;
        }
    }

    /** A bridge announces its ports with the same types: such a port that is gone has only left the bridge. */
    private static boolean isOfInterface(ByteBuffer payload) throws NetifException {
        if (payload.limit() < IfInfoMsg.SIZEOF) {
            throw Attributes.malformed("an interface of " + payload.limit() + " bytes");
        }
        return payload.get(IfInfoMsg.IFI_FAMILY) == NlMsgHdr.AF_UNSPEC;
    }

    private static boolean isOfInternet(ByteBuffer payload) throws NetifException {
        if (payload.limit() < IfAddrMsg.SIZEOF) {
            throw Attributes.malformed("an address of " + payload.limit() + " bytes");
        }
        int family = payload.get(IfAddrMsg.IFA_FAMILY);
        return family == NlMsgHdr.AF_INET || family == NlMsgHdr.AF_INET6;
    }
}
