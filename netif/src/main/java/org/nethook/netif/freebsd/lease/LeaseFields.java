package org.nethook.netif.freebsd.lease;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.DhcpLease;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;

/** The statements of one lease. A value that cannot be what it stands for counts as absent. */
final class LeaseFields {
    private final Map<String, List<String>> values = new HashMap<>();

    /** Takes the words of a statement; of two with the same name the later counts. */
    void take(List<String> statement) {
        if (statement.isEmpty()) {
            return;
        }
        boolean option = statement.get(0).equals("option") && statement.size() > 1;
        int name = option ? 1 : 0;
        values.put(
                (option ? "option " : "") + statement.get(name),
                List.copyOf(statement.subList(name + 1, statement.size())));
    }

    boolean isOf(String ifName) {
        return values("interface").equals(List.of("\"" + ifName));
    }

    /** Empty when there is no address. */
    Optional<DhcpLease> lease() {
        List<IpAddress> address = addresses("fixed-address");
        if (address.isEmpty() || !address.get(0).isV4()) {
            return Optional.empty();
        }
        return Optional.of(new DhcpLease(
                InterfaceAddress.parse(address.get(0) + "/" + prefixLength(address.get(0))),
                addresses("option dhcp-server-identifier").stream().findFirst(),
                addresses("option routers"),
                addresses("option domain-name-servers"),
                domains(),
                date("renew"),
                date("expire")));
    }

    /** By the mask; without one that is a mask, by the address's class. */
    private int prefixLength(IpAddress address) {
        List<IpAddress> mask = addresses("option subnet-mask");
        if (!mask.isEmpty() && mask.get(0).isV4()) {
            int bits = word(mask.get(0).octets());
            int ones = Integer.numberOfLeadingZeros(~bits);
            if (ones == 32 || bits << ones == 0) {
                return ones;
            }
        }
        int first = address.octets()[0] & 0xff;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    private static int word(byte[] octets) {
        return (octets[0] & 0xff) << 24 | (octets[1] & 0xff) << 16 | (octets[2] & 0xff) << 8 | octets[3] & 0xff;
    }

    private List<String> domains() {
        List<String> values = values("option domain-search");
        List<String> domains = new ArrayList<>();
        for (String value : values.isEmpty() ? values("option domain-name") : values) {
            for (String domain : value.substring(value.startsWith("\"") ? 1 : 0).split("[ \t]+")) {
                if (!domain.isEmpty()) {
                    domains.add(domain);
                }
            }
        }
        return domains;
    }

    private List<IpAddress> addresses(String name) {
        List<IpAddress> addresses = new ArrayList<>();
        for (String value : values(name)) {
            try {
                addresses.add(IpAddress.parse(value));
            } catch (IllegalArgumentException e) {
                // no address: absent
            }
        }
        return addresses;
    }

    /** Such as {@code 1 2026/11/23 06:10:48}, in UTC; the day of the week is first. */
    private Optional<Instant> date(String name) {
        List<String> words = values(name);
        if (words.size() != 3) {
            return Optional.empty();
        }
        String[] day = words.get(1).split("/", -1);
        String[] time = words.get(2).split(":", -1);
        if (day.length != 3 || time.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(day[0]),
                            number(day[1]),
                            number(day[2]),
                            number(time[0]),
                            number(time[1]),
                            number(time[2]))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int number(String text) {
        return Integer.parseUnsignedInt(text.length() > 4 ? "" : text);
    }

    private List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }
}
