package org.nethook.hypervvf.rcconf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.attribute.Nd6Flag;

/**
 * What rc.conf gives one interface.
 *
 * @param dhcp how its DHCP client is started; empty when it is to have none
 * @param dhcpFlags further arguments of that client
 * @param addresses static addresses, in the order rc adds them
 * @param mtu its MTU, where one is given
 * @param fib its routing table, where one is given
 * @param description what an administrator is to read
 * @param groups groups it is put in
 * @param wantsIpv6 whether rc switches IPv6 on
 * @param nd6 flags of neighbour discovery that rc sets
 * @param vlans names of the VLANs rc creates on it
 */
public record InterfaceSettings(
        Optional<DhcpMode> dhcp,
        List<String> dhcpFlags,
        List<InterfaceAddress> addresses,
        OptionalInt mtu,
        OptionalInt fib,
        Optional<String> description,
        List<String> groups,
        boolean wantsIpv6,
        Set<Nd6Flag> nd6,
        List<String> vlans) {
    /** An interface that rc.conf does not mention, or that cannot be decided. */
    public static final InterfaceSettings NONE = new InterfaceSettings(
            Optional.empty(),
            List.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            List.of(),
            false,
            Set.of(),
            List.of());

    public InterfaceSettings {
        dhcpFlags = List.copyOf(dhcpFlags);
        addresses = List.copyOf(addresses);
        groups = List.copyOf(groups);
        nd6 = Set.copyOf(nd6);
        vlans = List.copyOf(vlans);
    }
}
