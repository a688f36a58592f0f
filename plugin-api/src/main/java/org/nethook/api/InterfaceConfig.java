package org.nethook.api;

import java.util.List;

/**
 * What the system's own start-up decides about one interface; on FreeBSD what the functions of network.subr(8) would answer,
 * whose names stand in parentheses.
 *
 * @param ifName the interface
 * @param dhcp whether it is configured by DHCP ({@code dhcpif})
 * @param synchronousDhcp whether the start-up waits for the lease ({@code syncdhcpif}); says nothing without {@code dhcp}
 * @param automatic whether it is configured at boot and when it appears ({@code autoif}); {@code NOAUTO} says no
 * @param addresses whether it gets addresses at all (not {@code noafif}): some kinds of interfaces never do
 * @param ipv6 whether IPv6 is configured on it ({@code ipv6if}), given a kernel that has IPv6
 * @param routerAdvertisements whether it listens to router advertisements ({@code ipv6_autoconfif})
 * @param wpa whether wpa_supplicant brings it up ({@code wpaif})
 * @param arguments what ifconfig(8) is given for it, keywords such as {@code DHCP} left out ({@code ifconfig_getargs})
 * @param ipv6Arguments the same for IPv6 ({@code ifconfig_getargs IF ipv6})
 * @param aliases further IPv4 addresses, each as ifconfig(8) is given it, such as {@code inet 10.0.0.5/32}
 * @param ipv6Aliases further IPv6 addresses, each as ifconfig(8) is given it; none is set unless {@code ipv6}
 */
public record InterfaceConfig(
        String ifName,
        boolean dhcp,
        boolean synchronousDhcp,
        boolean automatic,
        boolean addresses,
        boolean ipv6,
        boolean routerAdvertisements,
        boolean wpa,
        String arguments,
        String ipv6Arguments,
        List<String> aliases,
        List<String> ipv6Aliases) {

    public InterfaceConfig {
        aliases = List.copyOf(aliases);
        ipv6Aliases = List.copyOf(ipv6Aliases);
    }
}
