package org.nethook.ipinjection.request;

import java.util.Map;
import org.nethook.api.netif.IpAddress;

/**
 * What the header of base's hv_set_ifconfig describes: one value a key, further ones with a number, which begins with 1 behind an
 * underscore ({@code IPADDR}, {@code IPADDR_1}), for name servers without one ({@code DNS1}).
 */
final class HeaderDialect {
    static final String KEYS =
            "HWADDR, IF_NAME, IPADDR, IPADDR_1 ..., NETMASK, NETMASK_1 ..., GATEWAY, DNS1 ..., IPV6ADDR,"
                    + " IPV6ADDR_1 ..., IPV6NETMASK, IPV6NETMASK_1 ..., IPV6_DEFAULTGW and DHCP";
    private static final int GREATEST = 63;
    private static final String[] NUMBERED = {
        "IPADDR", "NETMASK", "GATEWAY", "IPV6ADDR", "IPV6NETMASK", "IPV6_DEFAULTGW",
    };

    private final Map<String, Given<String>> byKey;

    HeaderDialect(Map<String, Given<String>> byKey) {
        this.byKey = byKey;
    }

    static boolean isItsOwn(String key) {
        for (String base : NUMBERED) {
            boolean first = key.equals(base) && !base.equals("GATEWAY");
            if (first || key.startsWith(base + "_") && isNumber(key, base.length() + 1)) {
                return true;
            }
        }
        return key.startsWith("DNS") && isNumber(key, 3);
    }

    /** From 1 to 63, without leading zeros. */
    private static boolean isNumber(String key, int start) {
        int number = 0;
        for (int i = start; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            number = Math.min(GREATEST + 1, number * 10 + c - '0');
        }
        return start < key.length() && key.charAt(start) != '0' && number <= GREATEST;
    }

    Request read() throws BadRequestException {
        Given<String> mac = RequestParser.required(byKey, "HWADDR");
        Given<String> ifName = RequestParser.required(byKey, "IF_NAME");
        Given<String> dhcp = byKey.get("DHCP");
        Collected collected = new Collected();
        addresses("IPADDR", "NETMASK", true, collected);
        addresses("IPV6ADDR", "IPV6NETMASK", false, collected);
        for (int i = 0; i <= GREATEST; i++) {
            gateway(numbered("GATEWAY", i), true, collected);
        }
        for (int i = 0; i <= GREATEST; i++) {
            gateway(numbered("IPV6_DEFAULTGW", i), false, collected);
        }
        for (int i = 1; i <= GREATEST; i++) {
            Given<String> server = byKey.get("DNS" + i);
            if (server != null) {
                collected.nameServer(server);
            }
        }
        return collected.request(mac, ifName, dhcp == null ? new Given<>("no", "DHCP", ifName.line()) : dhcp);
    }

    private Given<String> numbered(String base, int number) {
        return byKey.get(number == 0 ? base : base + "_" + number);
    }

    private void addresses(String base, String maskBase, boolean v4, Collected collected) throws BadRequestException {
        for (int i = 0; i <= GREATEST; i++) {
            Given<String> address = numbered(base, i);
            Given<String> mask = numbered(maskBase, i);
            if (address == null && mask == null) {
                continue;
            }
            if (address == null || mask == null) {
                throw (address == null ? mask : address)
                        .bad("there is no " + (address == null ? base : maskBase) + " that belongs to it; allowed are"
                                + " pairs of both with the same number");
            }
            IpAddress parsed = Values.address(address);
            checkFamily(address, parsed, v4);
            collected.address(
                    new Given<>(parsed, address.key(), address.line()),
                    Mask.of(mask).lengthFor(parsed));
        }
    }

    private static void gateway(Given<String> given, boolean v4, Collected collected) throws BadRequestException {
        if (given == null || given.value().isEmpty()) {
            return;
        }
        checkFamily(given, Values.gateway(given).address(), v4);
        collected.gateway(given);
    }

    private static void checkFamily(Given<String> given, IpAddress address, boolean v4) throws BadRequestException {
        if (address.isV4() != v4) {
            throw given.bad(address + " is of the other family; allowed is an " + (v4 ? "IPv4" : "IPv6") + " address");
        }
    }
}
