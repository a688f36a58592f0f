package org.nethook.hypervvf.rcconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.Nd6Flag;

/** Reads what rc.conf gives an interface. */
public final class RcInterface {
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
        InterfaceConfig decided = config.interfaceConfig(ifName);
        arguments.read(decided.arguments());
        arguments.read(decided.ipv6Arguments());
        for (String alias : decided.aliases()) {
            arguments.read(alias);
        }
        for (String alias : decided.ipv6() ? decided.ipv6Aliases() : List.<String>of()) {
            arguments.read(alias);
        }
        boolean prefixed = prefixes(mac);
        if (isYes("ipv6_gateway_enable")) {
            arguments.nd6.remove(Nd6Flag.ACCEPT_RTADV);
        }
        boolean wantsIpv6 = isYes("ipv6_activate_all_interfaces")
                || !decided.ipv6Arguments().isEmpty()
                || prefixed
                || arguments.clearsIfDisabled;
        String descr = variable("ifconfig", "_descr");
        return new InterfaceSettings(
                decided.dhcp() ? Optional.of(mode(decided)) : Optional.empty(),
                decided.dhcp() ? Words.of(dhclientFlags()) : List.of(),
                arguments.addresses,
                arguments.mtu,
                arguments.fib,
                descr.isEmpty() ? arguments.description : Optional.of(descr),
                arguments.groups,
                wantsIpv6,
                arguments.nd6,
                vlans());
    }

    private String variable(String prefix, String suffix) throws SystemConfigException {
        return config.interfaceVariable(prefix, ifName, suffix).orElse("");
    }

    private boolean isYes(String name) throws SystemConfigException {
        return Words.isYes(config.variable(name).orElse(""));
    }

    private static DhcpMode mode(InterfaceConfig decided) {
        return decided.synchronousDhcp() ? DhcpMode.SYNCHRONOUS : DhcpMode.BACKGROUND;
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
            if (mac.isPresent() && length == 64) {
                arguments.addEui64(text.substring(0, end) + "::", mac.get());
            }
        }
        return !prefixes.isEmpty();
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
