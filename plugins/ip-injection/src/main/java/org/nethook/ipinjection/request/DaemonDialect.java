package org.nethook.ipinjection.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nethook.api.netif.IpAddress;

/**
 * What hv_kvp_daemon writes: all seven keys, and lists of both families that semicolons join. Each mask belongs to the address at
 * the same place; where that cannot be, masks with dots belong to the IPv4 addresses and the others to the IPv6 ones.
 */
final class DaemonDialect {
    static final String KEYS = "HWADDR, IF_NAME, IP_ADDR, SUBNET, GATEWAY, DNS and DHCP";

    private final Map<String, Given<String>> byKey;

    DaemonDialect(Map<String, Given<String>> byKey) {
        this.byKey = byKey;
    }

    static boolean isItsOwn(String key) {
        return key.equals("IP_ADDR") || key.equals("SUBNET") || key.equals("DNS");
    }

    Request read() throws BadRequestException {
        Given<String> mac = RequestParser.required(byKey, "HWADDR");
        Given<String> ifName = RequestParser.required(byKey, "IF_NAME");
        Given<String> addresses = RequestParser.required(byKey, "IP_ADDR");
        Given<String> masks = RequestParser.required(byKey, "SUBNET");
        Given<String> gateways = RequestParser.required(byKey, "GATEWAY");
        Given<String> servers = RequestParser.required(byKey, "DNS");
        Given<String> dhcp = RequestParser.required(byKey, "DHCP");
        Collected collected = new Collected();
        pair(addresses, masks, collected);
        for (Given<String> each : Values.list(gateways)) {
            collected.gateway(each);
        }
        for (Given<String> each : Values.list(servers)) {
            collected.nameServer(each);
        }
        return collected.request(mac, ifName, dhcp);
    }

    private static void pair(Given<String> given, Given<String> givenMasks, Collected collected)
            throws BadRequestException {
        List<Given<IpAddress>> addresses = new ArrayList<>();
        for (Given<String> each : Values.list(given)) {
            addresses.add(new Given<>(Values.address(each), each.key(), each.line()));
        }
        List<Mask> masks = new ArrayList<>();
        for (Given<String> each : Values.list(givenMasks)) {
            masks.add(Mask.of(each));
        }
        if (addresses.size() != masks.size()) {
            throw givenMasks.bad("there are " + masks.size() + " masks and " + addresses.size()
                    + " addresses; allowed is one mask for each address");
        }
        boolean inOrder = true;
        for (int i = 0; i < masks.size(); i++) {
            inOrder &= masks.get(i).fits(addresses.get(i).value());
        }
        if (!inOrder && sorted(addresses, masks)) {
            masks = byFamily(addresses, masks);
        }
        for (int i = 0; i < masks.size(); i++) {
            Given<IpAddress> address = addresses.get(i);
            collected.address(address, masks.get(i).lengthFor(address.value()));
        }
    }

    /** Whether there are as many masks of each family as addresses. */
    private static boolean sorted(List<Given<IpAddress>> addresses, List<Mask> masks) {
        int balance = 0;
        for (int i = 0; i < masks.size(); i++) {
            balance += addresses.get(i).value().isV4() ? 1 : 0;
            balance -= masks.get(i).isOf(true) ? 1 : 0;
        }
        return balance == 0;
    }

    private static List<Mask> byFamily(List<Given<IpAddress>> addresses, List<Mask> masks) {
        List<Mask> left = new ArrayList<>(masks);
        List<Mask> paired = new ArrayList<>();
        for (Given<IpAddress> address : addresses) {
            int at = 0;
            while (!left.get(at).isOf(address.value().isV4())) {
                at++;
            }
            paired.add(left.remove(at));
        }
        return paired;
    }
}
