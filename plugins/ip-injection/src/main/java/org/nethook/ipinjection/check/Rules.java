package org.nethook.ipinjection.check;

import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.attribute.AddressScope;
import org.nethook.ipinjection.request.BadRequestException;
import org.nethook.ipinjection.request.Gateway;
import org.nethook.ipinjection.request.Given;
import org.nethook.ipinjection.request.Request;

/** What must hold of a request whatever the machine is. Of IPv4, with DHCP, nothing is looked at, because nothing is used. */
public final class Rules {
    /** Subnets longer than this have no address of their own, of the network or of broadcasts (RFC 3021, RFC 6164). */
    private static final int SHORTEST_HOST_PART = 2;

    private final Request request;

    private Rules(Request request) {
        this.request = request;
    }

    /** @throws BadRequestException when it does not hold */
    public static void check(Request request) throws BadRequestException {
        new Rules(request).check();
    }

    private void check() throws BadRequestException {
        boolean dhcp = request.dhcp().value();
        if (!dhcp && request.addresses().isEmpty()) {
            throw request.dhcp().bad("there is no address, and no DHCP; allowed is DHCP=1, or at least one address");
        }
        for (Given<InterfaceAddress> each : request.addresses()) {
            if (!dhcp || !each.value().address().isV4()) {
                address(each);
            }
        }
        for (Given<Gateway> each : request.gateways()) {
            if (!dhcp || !each.value().address().isV4()) {
                gateway(each);
            }
        }
        for (Given<IpAddress> each : request.nameServers()) {
            nameServer(each);
        }
    }

    private static void address(Given<InterfaceAddress> given) throws BadRequestException {
        InterfaceAddress address = given.value();
        IpAddress ip = address.address();
        unicast(given, ip);
        if (ip.scope() == AddressScope.HOST) {
            throw given.bad(ip + " is a loopback address; allowed are addresses of a network");
        }
        int length = address.prefixLength();
        if (ip.bits() - length < SHORTEST_HOST_PART) {
            return;
        }
        if (ip.equals(ip.network(length))) {
            throw given.bad(
                    ip + " is the address of the network " + address + " itself; allowed are those of hosts in it");
        }
        if (ip.isV4() && ip.equals(ip.broadcast(length))) {
            throw given.bad(ip + " is the broadcast address of " + address + "; allowed are those of hosts in it");
        }
    }

    private static void unicast(Given<?> given, IpAddress ip) throws BadRequestException {
        byte[] octets = ip.octets();
        int first = octets[0] & 0xff;
        String what = null;
        if (ip.isUnspecified() || ip.isV4() && first == 0) {
            what = "stands for no address";
        } else if (ip.isV4() ? first >= 224 && first < 240 : first == 0xff) {
            what = "is a multicast address";
        } else if (ip.isV4() && first >= 240) {
            what = "is reserved";
        } else if (!ip.isV4() && isV4Mapped(octets)) {
            what = "is an IPv4 address in IPv6 form";
        }
        if (what != null) {
            throw given.bad(ip + " " + what + "; allowed are addresses that one machine can have");
        }
    }

    private static boolean isV4Mapped(byte[] octets) {
        for (int i = 0; i < 10; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return octets[10] == (byte) 0xff && octets[11] == (byte) 0xff;
    }

    private void gateway(Given<Gateway> given) throws BadRequestException {
        IpAddress ip = given.value().address();
        unicast(given, ip);
        if (ip.scope() == AddressScope.HOST) {
            throw given.bad(ip + " is a loopback address; allowed is a gateway in a subnet of the interface");
        }
        boolean inSubnet = false;
        for (Given<InterfaceAddress> each : request.addresses(ip.isV4())) {
            InterfaceAddress own = each.value();
            if (own.address().equals(ip)) {
                throw given.bad(ip + " is an address of this machine; allowed is another machine's");
            }
            if (own.subnetContains(ip) && isHost(ip, own.prefixLength())) {
                inSubnet = true;
            }
        }
        boolean untouched = !ip.isV4() && request.addresses(false).isEmpty();
        if (!inSubnet && !ip.isLinkLocalV6() && !untouched) {
            throw given.bad(notInSubnet(ip));
        }
    }

    static String notInSubnet(IpAddress gateway) {
        return gateway + " is no host in a subnet of the addresses given; allowed is one that is"
                + (gateway.isV4() ? "" : ", or a link-local address") + ", or no gateway";
    }

    private static boolean isHost(IpAddress ip, int length) {
        return ip.bits() - length < SHORTEST_HOST_PART
                || !ip.equals(ip.network(length)) && !(ip.isV4() && ip.equals(ip.broadcast(length)));
    }

    /** A machine's own resolver may be given back to it. */
    private static void nameServer(Given<IpAddress> given) throws BadRequestException {
        IpAddress ip = given.value();
        unicast(given, ip);
        if (ip.isLinkLocalV6()) {
            throw given.bad(
                    ip + " is a link-local address, which resolv.conf would need an interface for; allowed are others");
        }
    }
}
