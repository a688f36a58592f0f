package org.nethook.hypervvf.rcconf;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.Nd6Flag;

/** Takes the arguments of several ifconfig(8) runs for one interface apart. */
final class IfconfigArguments {
    final List<InterfaceAddress> addresses = new ArrayList<>();
    final List<String> groups = new ArrayList<>();
    final Set<Nd6Flag> nd6 = EnumSet.noneOf(Nd6Flag.class);
    OptionalInt mtu = OptionalInt.empty();
    OptionalInt fib = OptionalInt.empty();
    Optional<String> description = Optional.empty();
    boolean clearsIfDisabled;

    /** The arguments of one run, without the interface's name. What is not understood, such as media, stays the interface's own business. */
    void read(String text) {
        List<String> words = Words.of(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.equals("mtu") && Words.number(next) > 0) {
                mtu = OptionalInt.of(Words.number(next));
                i++;
            } else if (word.equals("fib") && Words.number(next) >= 0) {
                fib = OptionalInt.of(Words.number(next));
                i++;
            } else if (word.equals("group") && !next.isEmpty()) {
                groups.add(next);
                i++;
            } else if ((word.equals("description") || word.equals("descr")) && !next.isEmpty()) {
                description = Optional.of(next);
                i++;
            } else if (!isSilent(word) && !isNd6(word)) {
                i = address(words, i);
            }
        }
    }

    /** An address with what follows it; returns where it ends. */
    private int address(List<String> words, int at) {
        int end = at;
        String mask = "";
        boolean more = true;
        while (more && end + 2 < words.size()) {
            String word = words.get(end + 1);
            more = word.equals("netmask") || word.equals("prefixlen") || word.equals("broadcast");
            if (more) {
                mask = word.equals("broadcast") ? mask : words.get(end + 2);
                end += 2;
            }
        }
        try {
            add(AddressText.parse(words.get(at), mask));
        } catch (IllegalArgumentException e) {
            return end; // no address
        }
        return end;
    }

    /** The address that a prefix of 64 bits and a MAC make; a text that is no such prefix makes none. */
    void addEui64(String prefix, MacAddress mac) {
        try {
            add(AddressText.of(IpAddress.parse(prefix).withInterfaceIdOf(mac), 64));
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    /** The last prefix length an address is given counts. */
    private void add(InterfaceAddress address) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).address().equals(address.address())) {
                addresses.set(i, address);
                return;
            }
        }
        addresses.add(address);
    }

    private static boolean isSilent(String word) {
        switch (word) {
            case "inet":
            case "inet6":
            case "alias":
            case "add":
            case "up":
                return true;
            default:
                return false;
        }
    }

    private boolean isNd6(String word) {
        switch (word) {
            case "accept_rtadv":
                nd6.add(Nd6Flag.ACCEPT_RTADV);
                return true;
            case "auto_linklocal":
                nd6.add(Nd6Flag.AUTO_LINKLOCAL);
                return true;
            case "no_radr":
                nd6.add(Nd6Flag.NO_RADR);
                return true;
            case "prefer_source":
                nd6.add(Nd6Flag.PREFER_SOURCE);
                return true;
            case "no_prefer_iface":
                nd6.add(Nd6Flag.NO_PREFER_IFACE);
                return true;
            case "no_dad":
                nd6.add(Nd6Flag.NO_DAD);
                return true;
            case "-ifdisabled":
                clearsIfDisabled = true;
                return true;
            default:
                return false;
        }
    }
}
