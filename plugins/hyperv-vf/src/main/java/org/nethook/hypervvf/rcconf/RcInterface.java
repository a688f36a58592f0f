package org.nethook.hypervvf.rcconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.Nd6Flag;

/** Reads what rc.conf gives an interface. */
public final class RcInterface {
    /** rc takes aliases by number, with gaps; more than these nobody has. */
    private static final int ALIASES = 256;

    private final SystemConfig config;
    private final String ifName;
    private final IfconfigArguments arguments = new IfconfigArguments();

    private RcInterface(SystemConfig config, String ifName) {
        this.config = config;
        this.ifName = ifName;
    }

    /**
     * Everything rc.conf gives an interface.
     *
     * @param mac what {@code ipv6_prefix_IF} makes addresses with
     * @throws SystemConfigException when a file cannot be read, or a value depends on what only a shell can decide
     */
    public static InterfaceSettings read(SystemConfig config, String ifName, Optional<MacAddress> mac)
            throws SystemConfigException {
        return new RcInterface(config, ifName).read(mac);
    }

    /** Whether rc.conf configures this very interface, not only through {@code ifconfig_DEFAULT}. */
    public static boolean isNamed(SystemConfig config, String ifName) throws SystemConfigException {
        return config.variable("ifconfig_" + ifName).isPresent();
    }

    private InterfaceSettings read(Optional<MacAddress> mac) throws SystemConfigException {
        List<String> main = Words.of(variable("ifconfig", ""));
        boolean all6 =
                Words.isYes(config.variable("ipv6_activate_all_interfaces").orElse(""));
        arguments.read(withoutRcWords(main));
        List<String> six = withoutRcWords(Words.of(variable("ifconfig", "_ipv6")));
        arguments.read(six);
        aliases();
        boolean prefixed = prefixes(mac);
        if (Words.isYes(config.variable("ipv6_gateway_enable").orElse(""))) {
            arguments.nd6.remove(Nd6Flag.ACCEPT_RTADV);
        }
        String descr = variable("ifconfig", "_descr");
        Optional<DhcpMode> dhcp = config.usesDhcp(ifName) ? Optional.of(mode(main)) : Optional.empty();
        return new InterfaceSettings(
                dhcp,
                dhcp.isPresent() ? Words.of(dhclientFlags()) : List.of(),
                arguments.addresses,
                arguments.mtu,
                arguments.fib,
                descr.isEmpty() ? arguments.description : Optional.of(descr),
                arguments.groups,
                all6 || !six.isEmpty() || prefixed || arguments.clearsIfDisabled,
                arguments.nd6,
                vlans(),
                arguments.ignored);
    }

    private String variable(String prefix, String suffix) throws SystemConfigException {
        return config.interfaceVariable(prefix, ifName, suffix).orElse("");
    }

    /** Not what rc itself understands: DHCP and its kin, and the jail after {@code vnet}. */
    private static List<String> withoutRcWords(List<String> words) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i).toUpperCase(Locale.ROOT)) {
                case "DHCP":
                case "SYNCDHCP":
                case "NOSYNCDHCP":
                case "NOAUTO":
                case "WPA":
                case "HOSTAP":
                    break;
                case "VNET":
                    i++;
                    break;
                default:
                    rest.add(words.get(i));
                    break;
            }
        }
        return rest;
    }

    private void aliases() throws SystemConfigException {
        arguments.read(Words.of(variable("ifconfig", "_aliases")));
        for (int number = 0; number < ALIASES; number++) {
            arguments.read(Words.of(variable("ifconfig", "_alias" + number)));
        }
        for (String range : Words.of(variable("ipv4_addrs", ""))) {
            arguments.read(List.of("inet", range));
        }
    }

    private boolean prefixes(Optional<MacAddress> mac) throws SystemConfigException {
        List<String> prefixes = Words.of(variable("ipv6_prefix", ""));
        for (String prefix : prefixes) {
            int slash = prefix.indexOf('/');
            int length = slash < 0 ? 64 : Words.number(prefix.substring(slash + 1));
            String text = slash < 0 ? prefix : prefix.substring(0, slash);
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ':') {
                end--;
            }
            try {
                if (mac.isPresent() && length == 64) {
                    IpAddress network = IpAddress.parse(text.substring(0, end) + "::");
                    arguments.add(AddressText.eui64(network, length, mac.get()));
                } else {
                    arguments.ignored.add(prefix);
                }
            } catch (IllegalArgumentException e) {
                arguments.ignored.add(prefix);
            }
        }
        return !prefixes.isEmpty();
    }

    /** As rc's syncdhcpif: the first word that says it, else synchronous_dhclient. */
    private DhcpMode mode(List<String> words) throws SystemConfigException {
        for (String word : words) {
            if (word.equalsIgnoreCase("NOSYNCDHCP")) {
                return DhcpMode.BACKGROUND;
            }
            if (word.equalsIgnoreCase("SYNCDHCP")) {
                return DhcpMode.SYNCHRONOUS;
            }
        }
        return Words.isYes(config.variable("synchronous_dhclient").orElse(""))
                ? DhcpMode.SYNCHRONOUS
                : DhcpMode.BACKGROUND;
    }

    private String dhclientFlags() throws SystemConfigException {
        Optional<String> own = config.interfaceVariable("dhclient_flags", ifName, "");
        return own.isPresent() ? own.get() : config.variable("dhclient_flags").orElse("");
    }

    private List<String> vlans() throws SystemConfigException {
        List<String> names = new ArrayList<>();
        for (String vlan : Words.of(variable("vlans", ""))) {
            names.add(Words.number(vlan) > 0 ? ifName + "." + vlan : vlan);
        }
        return names;
    }
}
