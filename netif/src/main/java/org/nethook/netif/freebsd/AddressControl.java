package org.nethook.netif.freebsd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.attribute.In6AddrLifetime;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.InAliasReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.message.Flags;
import org.nethook.netif.freebsd.message.InterfaceList;

/** Adds and removes addresses. */
final class AddressControl {
    private static final String ADD = "add address";
    private static final String REMOVE = "remove address";
    private static final Set<AddressFlag> KERNELS_OWN =
            Set.of(AddressFlag.TENTATIVE, AddressFlag.DUPLICATED, AddressFlag.DETACHED);

    private final Requests requests;
    private final FreeBsdQuery query;
    private final DetailsQuery details;

    AddressControl(Requests requests, FreeBsdQuery query, DetailsQuery details) {
        this.requests = requests;
        this.query = query;
        this.details = details;
    }

    void add(String ifName, InterfaceAddress address) throws NetifException {
        Requests.checkName(ifName, ADD);
        if (!address.address().isV4()) {
            add6(ifName, new AddressDetails(address, Set.of(), AddressLifetime.INFINITE));
            return;
        }
        Memory request = requests.allocate(InAliasReq.SIZE);
        IpAddress broadcast = address.broadcast().orElse(null);
        InAliasReq.put(request, ifName, address.address(), address.prefixLength(), broadcast);
        requests.call(SockIo.SIOCAIFADDR, request, ADD, ifName);
    }

    void add(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException {
        Requests.checkName(ifName, ADD);
        if (address.address().isV4()) {
            throw new IllegalArgumentException("IPv4 addresses have neither flags nor lifetimes: " + address);
        }
        for (AddressFlag flag : KERNELS_OWN) {
            if (flags.contains(flag)) {
                throw new IllegalArgumentException(flag + " is the kernel's to set");
            }
        }
        if (lifetime.valid().isPresent() && lifetime.valid().get().isZero()) {
            throw new IllegalArgumentException("a valid lifetime of 0 makes no address");
        }
        add6(ifName, new AddressDetails(address, flags, lifetime));
    }

    /** The kernel cannot change an IPv6 prefix length in place: the address goes first, and comes back if need be. */
    private void add6(String ifName, AddressDetails wanted) throws NetifException {
        IpAddress address = wanted.address().address();
        int scopeId = requests.scopeId(ifName, address, ADD);
        int result = request6(ifName, wanted, scopeId);
        if (result != -FreeBsdErrno.EINVAL) {
            check(result, ifName);
            return;
        }
        AddressDetails present = present(ifName, address);
        if (present == null
                || present.address().prefixLength() == wanted.address().prefixLength()) {
            check(result, ifName);
        }
        remove6(ifName, address, scopeId, ADD);
        try {
            check(request6(ifName, wanted, scopeId), ifName);
        } catch (NetifException e) {
            putBack(ifName, present, scopeId, e);
            throw e;
        }
    }

    private void putBack(String ifName, AddressDetails present, int scopeId, NetifException because)
            throws NetifException {
        try {
            check(request6(ifName, present, scopeId), ifName);
        } catch (NetifException again) {
            String lost =
                    "; " + present.address() + " is gone: putting it back failed too (" + again.getMessage() + ")";
            NetifException failure = because.errno().isPresent()
                    ? new NetifException(ADD, ifName, because.errno().get(), because.explanation() + lost)
                    : new NetifException(ADD, ifName, because.explanation() + lost);
            failure.initCause(because);
            throw failure;
        }
    }

    private static void check(int result, String ifName) throws NetifException {
        if (result < 0) {
            throw Refusal.of(ADD, ifName, -result);
        }
    }

    private int request6(String ifName, AddressDetails wanted, int scopeId) throws NetifException {
        InterfaceAddress address = wanted.address();
        Memory request = requests.allocate(In6AliasReq.SIZE);
        In6AliasReq.put(request, ifName, address.address(), scopeId, address.prefixLength());
        request.putInt(In6AliasReq.IFRA_FLAGS, Flags.ADDRESS.bits(wanted.flags()));
        In6AddrLifetime.put(
                request,
                In6AliasReq.IFRA_LIFETIME,
                seconds(wanted.lifetime().valid()),
                seconds(wanted.lifetime().preferred()));
        return requests.attempt6(SockIo.SIOCAIFADDR_IN6, request, ADD, ifName);
    }

    private static int seconds(Optional<Duration> lifetime) {
        return lifetime.isEmpty()
                ? In6AliasReq.ND6_INFINITE_LIFETIME
                : (int) lifetime.get().toSeconds();
    }

    /** The address as the interface has it now, without what is the kernel's to say; null when it does not have it. */
    private AddressDetails present(String ifName, IpAddress address) throws NetifException {
        for (InterfaceList.Entry entry : query.entries(ADD, ifName)) {
            for (InterfaceAddress present : entry.addresses()) {
                if (entry.ifName().equals(ifName) && present.address().equals(address)) {
                    List<AddressDetails> read = details.addresses(ifName, entry.index(), List.of(present), ADD);
                    return read.isEmpty() ? null : settable(read.get(0));
                }
            }
        }
        return null;
    }

    private static AddressDetails settable(AddressDetails read) {
        int kept = Flags.ADDRESS.bits(read.flags()) & ~Flags.ADDRESS.bits(KERNELS_OWN);
        return new AddressDetails(read.address(), Flags.ADDRESS.names(kept), read.lifetime());
    }

    void remove(String ifName, InterfaceAddress address) throws NetifException {
        Requests.checkName(ifName, REMOVE);
        IpAddress which = address.address();
        if (!which.isV4()) {
            remove6(ifName, which, requests.scopeId(ifName, which, REMOVE), REMOVE);
            return;
        }
        // With its length set, 0.0.0.0 is an address like others; a sockaddr of zeros would be the first one there is.
        Memory request = requests.named(ifName, REMOVE);
        IfReq.putAddress(request, which);
        requests.call(SockIo.SIOCDIFADDR, request, REMOVE, ifName);
    }

    private void remove6(String ifName, IpAddress address, int scopeId, String operation) throws NetifException {
        Memory request = requests.allocate(In6IfReq.SIZE);
        In6IfReq.put(request, ifName, address, scopeId);
        requests.call6(SockIo.SIOCDIFADDR_IN6, request, operation, ifName);
    }
}
