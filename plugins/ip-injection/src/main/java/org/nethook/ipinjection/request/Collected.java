package org.nethook.ipinjection.request;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;

/** Gathers a request. The daemon itself tells the host of a gateway twice, so one that comes back twice counts once. */
final class Collected {
    private static final int MOST_ADDRESSES = 64;
    private static final int MOST_SERVERS = 16;

    private final List<Given<InterfaceAddress>> addresses = new ArrayList<>();
    private final List<Given<Gateway>> gateways = new ArrayList<>();
    private final List<Given<IpAddress>> nameServers = new ArrayList<>();

    void address(Given<IpAddress> given, int prefixLength) throws BadRequestException {
        for (Given<InterfaceAddress> each : addresses) {
            if (each.value().address().equals(given.value())) {
                throw given.bad(given.value() + " is given twice; allowed is each address once");
            }
        }
        if (addresses.size() == MOST_ADDRESSES) {
            throw given.bad("there are more than " + MOST_ADDRESSES + " addresses");
        }
        InterfaceAddress address = InterfaceAddress.parse(given.value() + "/" + prefixLength);
        addresses.add(new Given<>(address, given.key(), given.line()));
    }

    void gateway(Given<String> given) throws BadRequestException {
        Gateway gateway = Values.gateway(given);
        for (Given<Gateway> each : gateways) {
            Gateway before = each.value();
            if (before.address().equals(gateway.address())) {
                return;
            }
            if (before.address().isV4() == gateway.address().isV4()) {
                throw given.bad(before + " and " + gateway + " are two gateways of one family; allowed is one of each,"
                        + " because a machine has one default route of each");
            }
        }
        gateways.add(new Given<>(gateway, given.key(), given.line()));
    }

    void nameServer(Given<String> given) throws BadRequestException {
        IpAddress server = Values.address(given);
        for (Given<IpAddress> each : nameServers) {
            if (each.value().equals(server)) {
                return;
            }
        }
        if (nameServers.size() == MOST_SERVERS) {
            throw given.bad("there are more than " + MOST_SERVERS + " name servers");
        }
        nameServers.add(new Given<>(server, given.key(), given.line()));
    }

    Request request(Given<String> mac, Given<String> ifName, Given<String> dhcp) throws BadRequestException {
        return new Request(
                new Given<>(Values.mac(mac), mac.key(), mac.line()),
                new Given<>(Values.ifName(ifName), ifName.key(), ifName.line()),
                new Given<>(Values.dhcp(dhcp), dhcp.key(), dhcp.line()),
                addresses,
                gateways,
                nameServers);
    }
}
