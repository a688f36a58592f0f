package org.nethook.hypervvf.pair;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;

/**
 * One hn(4) and what belongs to it, as it was when it was read.
 *
 * @param hn the hn, by whatever name it has now
 * @param vf its VF, when the kernel has one and it is one
 * @param doubt why what the kernel calls its VF is not taken for one; empty where there is no such thing
 * @param lagg the lagg that holds the hn
 * @param sameMac every other interface that has the hn's MAC, those above included, in the kernel's order
 */
public record Pair(Netif hn, Optional<Netif> vf, Optional<String> doubt, Optional<Netif> lagg, List<Netif> sameMac) {

    public Pair {
        sameMac = List.copyOf(sameMac);
    }

    /** The hn's driver and unit, such as {@code hn0}, which a rename does not change. */
    public String device() {
        return hn.device().get();
    }

    /** Whether the interface is the hn, its VF or its lagg, or was called so by the kernel first. */
    public boolean has(String ifName) {
        return hn.ifName().equals(ifName) || isNamed(vf, ifName) || isNamed(lagg, ifName) || device().equals(ifName);
    }

    private static boolean isNamed(Optional<Netif> netif, String ifName) {
        return netif.isPresent() && netif.get().ifName().equals(ifName);
    }

    /** Who has the addresses now: the lagg where there is one with any, else the hn. */
    public Netif owner() {
        return lagg.isPresent() && (hasAddress(lagg.get()) || !hasAddress(hn)) ? lagg.get() : hn;
    }

    /** Whether the interface has an address that it did not make itself. */
    public static boolean hasAddress(Netif netif) {
        return address(netif).isPresent();
    }

    /** The first address that the interface did not make itself; 0.0.0.0, which a DHCP client asks with, is none. */
    public static Optional<InterfaceAddress> address(Netif netif) {
        for (InterfaceAddress address : netif.addresses()) {
            if (!address.address().isLinkLocalV6() && !address.address().isUnspecified()) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
