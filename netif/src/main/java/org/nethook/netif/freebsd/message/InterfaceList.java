package org.nethook.netif.freebsd.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.InterfaceStatistics;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Sockaddr;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.route.IfData;
import org.nethook.netif.freebsd.abi.route.IfMsghdrl;
import org.nethook.netif.freebsd.abi.route.IfaMsghdrl;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** Decodes what NET_RT_IFLISTL answers: for each interface an RTM_IFINFO and then an RTM_NEWADDR an address. */
public final class InterfaceList {
    private static final MacAddress NO_MAC = MacAddress.of(new byte[6]);

    /** An interface without driver and lagg, which other calls tell. */
    public static final class Entry {
        private final String ifName;
        private final int index;
        private final Netif.Builder builder;
        private final List<InterfaceAddress> addresses = new ArrayList<>();
        private final boolean broadcast;

        private Entry(String ifName, int index, int flags, Netif.Builder builder) {
            this.ifName = ifName;
            this.index = index;
            this.builder = builder;
            this.broadcast = (flags & NetIf.IFF_BROADCAST) != 0;
        }

        /** The interface's name. */
        public String ifName() {
            return ifName;
        }

        /** The interface's index. */
        public int index() {
            return index;
        }

        /** All that is known of it but its addresses. */
        public Netif.Builder builder() {
            return builder;
        }

        /** Its addresses in the kernel's order. */
        public List<InterfaceAddress> addresses() {
            return addresses;
        }
    }

    private InterfaceList() {}

    /**
     * Decodes an answer.
     *
     * @param operation what it was asked for
     * @throws NetifException when it cannot be read
     */
    public static List<Entry> decode(Memory messages, String operation) throws NetifException {
        List<Entry> entries = new ArrayList<>();
        Entry entry = null;
        int at = 0;
        while (at < messages.size()) {
            int end = endOfMessage(messages, at, operation);
            int type = RtMsghdr.type(messages, at);
            if (type == Rtm.RTM_IFINFO && IfMsghdrl.sockaddrs(messages, at) <= end) {
                entry = decodeInterface(messages, at, end);
                if (entry != null) {
                    entries.add(entry);
                }
            } else if (type == Rtm.RTM_NEWADDR && entry != null && IfaMsghdrl.index(messages, at) == entry.index) {
                addAddress(messages, at, end, entry);
            }
            at = end;
        }
        return entries;
    }

    /** Where the message at this place ends, by its own length. */
    static int endOfMessage(Memory messages, int at, String operation) throws NetifException {
        int left = messages.size() - at;
        int length = left < 4 ? 0 : RtMsghdr.msglen(messages, at);
        if (length < 20 || length > left) {
            throw new NetifException(operation, "", "the kernel's answer breaks off at byte " + at);
        }
        if (messages.getByte(at + RtMsghdr.RTM_VERSION) != Rtm.RTM_VERSION) {
            throw new NetifException(
                    operation,
                    "",
                    "the kernel speaks version " + messages.getByte(at + RtMsghdr.RTM_VERSION)
                            + " of the routing messages, nethook version " + Rtm.RTM_VERSION);
        }
        return at + length;
    }

    private static Entry decodeInterface(Memory messages, int at, int end) {
        int link = Sockaddr.find(
                messages, IfMsghdrl.sockaddrs(messages, at), end, IfMsghdrl.addrs(messages, at), Rtm.RTA_IFP);
        if (link < 0) {
            return null;
        }
        int data = IfMsghdrl.data(messages, at);
        int flags = IfMsghdrl.flags(messages, at);
        int index = IfMsghdrl.index(messages, at);
        String ifName = SockaddrDl.name(messages, link);
        Netif.Builder builder = Netif.named(ifName)
                .index(index)
                .type(IfData.type(messages, data), Types.of(IfData.type(messages, data)))
                .flags(flags, Flags.INTERFACE.names(flags))
                .mtu(IfData.mtu(messages, data))
                .mac(mac(messages, link))
                .linkState(linkState(IfData.linkState(messages, data)))
                .bitRate(IfData.baudrate(messages, data))
                .statistics(statistics(messages, data));
        return new Entry(ifName, index, flags, builder);
    }

    private static InterfaceStatistics statistics(Memory messages, int data) {
        return new InterfaceStatistics(
                IfData.counter(messages, data, IfData.IFI_IPACKETS),
                IfData.counter(messages, data, IfData.IFI_IERRORS),
                IfData.counter(messages, data, IfData.IFI_IQDROPS),
                IfData.counter(messages, data, IfData.IFI_IBYTES),
                IfData.counter(messages, data, IfData.IFI_IMCASTS),
                IfData.counter(messages, data, IfData.IFI_OPACKETS),
                IfData.counter(messages, data, IfData.IFI_OERRORS),
                IfData.counter(messages, data, IfData.IFI_OQDROPS),
                IfData.counter(messages, data, IfData.IFI_OBYTES),
                IfData.counter(messages, data, IfData.IFI_OMCASTS),
                IfData.counter(messages, data, IfData.IFI_COLLISIONS),
                IfData.counter(messages, data, IfData.IFI_NOPROTO));
    }

    /** A lagg without ports has a hardware address of zeros, which is none in use. */
    private static MacAddress mac(Memory messages, int link) {
        MacAddress mac = SockaddrDl.mac(messages, link);
        return NO_MAC.equals(mac) ? null : mac;
    }

    private static LinkState linkState(int state) {
        switch (state) {
            case NetIf.LINK_STATE_UP:
                return LinkState.UP;
            case NetIf.LINK_STATE_DOWN:
                return LinkState.DOWN;
            default:
                return LinkState.UNKNOWN;
        }
    }

    private static void addAddress(Memory messages, int at, int end, Entry entry) {
        int first = IfaMsghdrl.sockaddrs(messages, at);
        int addrs = IfaMsghdrl.addrs(messages, at);
        int where = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_IFA);
        IpAddress address = where < 0 ? null : Sockaddr.address(messages, where);
        if (address == null) {
            return;
        }
        int mask = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_NETMASK);
        int family = address.isV4() ? Socket.AF_INET : Socket.AF_INET6;
        int prefixLength = mask < 0 ? address.bits() : Sockaddr.prefixLength(messages, mask, family);
        IpAddress broadcast = null;
        // A subnet of one or two hosts has no broadcast address, whatever stands in the field.
        if (address.isV4() && entry.broadcast && prefixLength < 31) {
            int brd = Sockaddr.find(messages, first, end, addrs, Rtm.RTA_BRD);
            broadcast = brd < 0 ? null : Sockaddr.address(messages, brd);
        }
        entry.addresses.add(new InterfaceAddress(address, prefixLength, Optional.ofNullable(broadcast)));
    }
}
