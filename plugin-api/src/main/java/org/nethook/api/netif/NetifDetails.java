package org.nethook.api.netif;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.attribute.LaggSettings;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;

/**
 * What an interface says when it is asked for it alone. It was read by several calls, so a change in between can show in
 * one part and not in another.
 *
 * @param netif what a snapshot has
 * @param hardwareMac the MAC the hardware came with, also while a lagg has given the interface another; empty where there
 *     is no hardware
 * @param media the medium; empty where the driver has none
 * @param description what an administrator wrote
 * @param groups the groups it is in, in the kernel's order
 * @param nd6 how it takes part in IPv6 neighbour discovery; none where there is no IPv6
 * @param addresses what the kernel says of each address, in the order of {@link Netif#addresses()}
 * @param lagg its options when it is a lagg
 * @param vlan its parent and tag when it is a VLAN that has a parent
 * @param fib the routing table (setfib(1)) of packets that arrive on it, 0 and up
 */
public record NetifDetails(
        Netif netif,
        Optional<MacAddress> hardwareMac,
        Optional<Media> media,
        Optional<String> description,
        List<String> groups,
        Set<Nd6Flag> nd6,
        List<AddressDetails> addresses,
        Optional<LaggSettings> lagg,
        Optional<Vlan> vlan,
        int fib) {

    public NetifDetails {
        Objects.requireNonNull(netif);
        Objects.requireNonNull(hardwareMac);
        Objects.requireNonNull(media);
        Objects.requireNonNull(description);
        groups = List.copyOf(groups);
        nd6 = Set.copyOf(nd6);
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(lagg);
        Objects.requireNonNull(vlan);
    }
}
