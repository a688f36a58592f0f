package org.nethook.netif.freebsd;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Media;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.InterfaceType;
import org.nethook.api.netif.attribute.LaggSettings;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.IfGroupReq;
import org.nethook.netif.freebsd.abi.attribute.IfMediaReq;
import org.nethook.netif.freebsd.abi.attribute.IfReqBuffer;
import org.nethook.netif.freebsd.abi.attribute.IfgReq;
import org.nethook.netif.freebsd.abi.attribute.In6AddrLifetime;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.attribute.LaggReqFlags;
import org.nethook.netif.freebsd.abi.attribute.LaggReqOpts;
import org.nethook.netif.freebsd.abi.attribute.VlanReq;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.query.QueryIo;
import org.nethook.netif.freebsd.message.Flags;
import org.nethook.netif.freebsd.message.MediaWords;

/** Reads what an interface tells only when it is asked alone, a call each. */
final class DetailsQuery {
    private static final String DETAILS = "get details";
    private static final MacAddress NO_MAC = MacAddress.of(new byte[6]);
    private static final int DESCRIPTION_BYTES = 256;
    private static final int MOST_BYTES = 1 << 20;

    private final Requests requests;

    DetailsQuery(Requests requests) {
        this.requests = requests;
    }

    NetifDetails of(Netif netif) throws NetifException {
        String ifName = netif.ifName();
        return new NetifDetails(
                netif,
                hardwareMac(ifName),
                media(ifName),
                description(ifName),
                groups(ifName),
                nd6(ifName),
                addresses(ifName, netif.index(), netif.addresses(), DETAILS),
                netif.lagg().isPresent() ? Optional.of(lagg(ifName)) : Optional.empty(),
                netif.type() == InterfaceType.VLAN ? vlan(ifName, DETAILS) : Optional.empty(),
                fib(ifName));
    }

    private Optional<MacAddress> hardwareMac(String ifName) throws NetifException {
        Memory request = requests.named(ifName, DETAILS);
        if (!has(SockIo.SIOCGHWADDR, request, ifName)) {
            return Optional.empty();
        }
        MacAddress mac = IfReq.mac(request);
        return mac.equals(NO_MAC) ? Optional.empty() : Optional.of(mac);
    }

    /** By the newer request where the driver has it: the older one calls newer media "other". */
    Optional<Media> media(String ifName) throws NetifException {
        Memory request = requests.allocate(IfMediaReq.SIZE);
        IfMediaReq.putName(request, ifName);
        if (!has(AttributeIo.SIOCGIFXMEDIA, request, ifName) && !has(AttributeIo.SIOCGIFMEDIA, request, ifName)) {
            return Optional.empty();
        }
        return Optional.of(
                MediaWords.media(IfMediaReq.current(request), IfMediaReq.status(request), IfMediaReq.active(request)));
    }

    /** False for what this interface or kernel does not have. */
    private boolean has(IoctlRequest what, Memory request, String ifName) throws NetifException {
        int result = requests.attempt(what, request, DETAILS, ifName);
        switch (-result) {
            case FreeBsdErrno.EINVAL:
            case FreeBsdErrno.ENODEV:
            case FreeBsdErrno.ENOTTY:
            case FreeBsdErrno.EOPNOTSUPP:
                return false;
            default:
                check(result, ifName);
                return true;
        }
    }

    private static void check(int result, String ifName) throws NetifException {
        if (result < 0) {
            throw Refusal.of(DETAILS, ifName, -result);
        }
    }

    Optional<String> description(String ifName) throws NetifException {
        int size = DESCRIPTION_BYTES;
        while (true) {
            Memory request = requests.named(ifName, DETAILS);
            Memory text = requests.allocate(size);
            IfReqBuffer.put(request, text.address(), size);
            int result = requests.attempt(AttributeIo.SIOCGIFDESCR, request, DETAILS, ifName);
            Reference.reachabilityFence(text);
            if (result == -FreeBsdErrno.ENOMSG) {
                return Optional.empty();
            }
            check(result, ifName);
            long length = IfReqBuffer.length(request);
            if (length <= size) {
                // The length counts the NUL.
                byte[] bytes = text.bytes(0, (int) Math.max(0, length - 1));
                return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
            // A null pointer came back: it does not fit. It may have grown once more when it is asked for again.
            if (length > MOST_BYTES) {
                throw new NetifException(DETAILS, ifName, "its description has " + length + " bytes");
            }
            size = (int) length;
        }
    }

    List<String> groups(String ifName) throws NetifException {
        Memory request = requests.allocate(IfGroupReq.SIZE);
        IfGroupReq.putName(request, ifName);
        requests.call(AttributeIo.SIOCGIFGROUP, request, DETAILS, ifName);
        int result = -FreeBsdErrno.EINVAL;
        Memory array = null;
        // EINVAL: it was put into one more group since its groups were counted.
        for (int tries = 0; result == -FreeBsdErrno.EINVAL && tries < 3; tries++) {
            int length = IfGroupReq.length(request) + 4 * IfgReq.SIZE;
            array = requests.allocate(length);
            IfGroupReq.putArray(request, array.address(), length);
            result = requests.attempt(AttributeIo.SIOCGIFGROUP, request, DETAILS, ifName);
            Reference.reachabilityFence(array);
        }
        check(result, ifName);
        List<String> groups = new ArrayList<>();
        int end = Math.min(IfGroupReq.length(request), array.size());
        for (int at = 0; at + IfgReq.SIZE <= end; at += IfgReq.SIZE) {
            String group = IfgReq.name(array, at);
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }

    Set<Nd6Flag> nd6(String ifName) throws NetifException {
        Memory request = requests.allocate(In6NdiReq.SIZE);
        In6NdiReq.putName(request, ifName);
        try {
            requests.call6(AttributeIo.SIOCGIFINFO_IN6, request, DETAILS, ifName);
        } catch (NetifException e) {
            if (isWithoutIpv6(e)) {
                return Set.of();
            }
            throw e;
        }
        return Flags.ND6.names(In6NdiReq.flags(request));
    }

    /** What a kernel without INET6 answers to the socket, and an interface that has none to the request. */
    private static boolean isWithoutIpv6(NetifException e) {
        int errno = e.errno().isPresent() ? e.errno().get().number() : 0;
        return errno == FreeBsdErrno.EAFNOSUPPORT
                || errno == FreeBsdErrno.EPROTONOSUPPORT
                || errno == FreeBsdErrno.EPFNOSUPPORT;
    }

    /** Without the addresses that went since they were listed. */
    List<AddressDetails> addresses(String ifName, int index, List<InterfaceAddress> listed, String operation)
            throws NetifException {
        List<AddressDetails> addresses = new ArrayList<>();
        for (InterfaceAddress address : listed) {
            if (address.address().isV4()) {
                addresses.add(new AddressDetails(address, Set.of(), AddressLifetime.INFINITE));
                continue;
            }
            Memory flags = ask(SockIo.SIOCGIFAFLAG_IN6, ifName, index, address, operation);
            Memory lifetime = ask(AttributeIo.SIOCGIFALIFETIME_IN6, ifName, index, address, operation);
            if (flags != null && lifetime != null) {
                Set<AddressFlag> names = Flags.ADDRESS.names(flags.getInt(In6IfReq.IFR_IFRU_IFRU_FLAGS6));
                addresses.add(new AddressDetails(address, names, lifetime(lifetime)));
            }
        }
        return addresses;
    }

    private Memory ask(IoctlRequest what, String ifName, int index, InterfaceAddress address, String operation)
            throws NetifException {
        Memory request = requests.allocate(In6IfReq.SIZE);
        In6IfReq.put(request, ifName, address.address(), address.address().isLinkLocalV6() ? index : 0);
        int result = requests.attempt6(what, request, operation, ifName);
        if (result == -FreeBsdErrno.EADDRNOTAVAIL) {
            return null;
        }
        if (result < 0) {
            throw Refusal.of(operation, ifName, -result);
        }
        return request;
    }

    private static AddressLifetime lifetime(Memory answer) {
        Optional<Duration> valid = time(In6AddrLifetime.valid(answer, In6IfReq.IFR_IFRU_IFRU_LIFETIME));
        Optional<Duration> preferred = time(In6AddrLifetime.preferred(answer, In6IfReq.IFR_IFRU_IFRU_LIFETIME));
        boolean longer =
                valid.isPresent() && (preferred.isEmpty() || preferred.get().compareTo(valid.get()) > 0);
        return new AddressLifetime(longer ? valid : preferred, valid);
    }

    private static Optional<Duration> time(int seconds) {
        return seconds == In6AliasReq.ND6_INFINITE_LIFETIME
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(seconds & 0xffffffffL));
    }

    LaggSettings lagg(String ifName) throws NetifException {
        Memory options = requests.allocate(LaggReqOpts.SIZE);
        LaggReqOpts.putIfName(options, ifName);
        requests.call(AttributeIo.SIOCGLAGGOPTS, options, DETAILS, ifName);
        Memory hash = requests.allocate(LaggReqFlags.SIZE);
        LaggReqFlags.putIfName(hash, ifName);
        requests.call(AttributeIo.SIOCGLAGGFLAGS, hash, DETAILS, ifName);
        return new LaggSettings(
                Flags.LAGG_OPTION.names(LaggReqOpts.opts(options)),
                Flags.LAGG_HASH.names(LaggReqFlags.flags(hash)),
                options.getInt(LaggReqOpts.RO_FLOWID_SHIFT),
                options.getInt(LaggReqOpts.RO_ACTIVE),
                options.getInt(LaggReqOpts.RO_FLAPPING));
    }

    /** Empty while it has no parent. */
    Optional<Vlan> vlan(String ifName, String operation) throws NetifException {
        Memory request = requests.named(ifName, operation);
        Memory vlan = requests.allocate(VlanReq.SIZE);
        request.putLong(IfReq.IFR_DATA, vlan.address());
        requests.call(AttributeIo.SIOCGETVLAN, request, operation, ifName, vlan);
        if (VlanReq.parent(vlan).isEmpty()) {
            return Optional.empty();
        }
        Memory priority = requests.named(ifName, operation);
        requests.call(AttributeIo.SIOCGVLANPCP, priority, operation, ifName);
        return Optional.of(
                new Vlan(VlanReq.parent(vlan), VlanReq.tag(vlan), priority.getByte(IfReq.IFR_VLAN_PCP) & 0xff));
    }

    int fib(String ifName) throws NetifException {
        Memory request = requests.named(ifName, DETAILS);
        requests.call(QueryIo.SIOCGIFFIB, request, DETAILS, ifName);
        return request.getInt(IfReq.IFR_FIB);
    }
}
