package org.nethook.hypervvf.pair;

import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/**
 * Whether what the kernel calls a VF can be one. hn(4) takes any Ethernet interface with its MAC, so a bridge, tap or epair
 * passes there; a VF is a PCI function, and that cannot be had by a change of name or MAC.
 */
final class VfProof {
    /**
     * Drivers of PCI functions that Hyper-V offers. The Mellanox ones name their interfaces otherwise than their devices, so
     * that the device tree has no parent under the interface's name (sys/dev/mlx4, mlx5, mana, ixgbe, iavf, ixl).
     */
    private static final String[] VF_DRIVERS = {"mlxen", "mce", "mana", "ixv", "iavf", "ixlv"};

    private VfProof() {}

    /** Why the interface is no VF; empty when it is hardware that can be one. */
    static Optional<String> missing(Netif netif, Hyperv hyperv) throws NetifException {
        String driver = netif.driver().orElse("");
        for (String known : VF_DRIVERS) {
            if (known.equals(driver)) {
                return Optional.empty();
            }
        }
        if (driver.isEmpty() || netif.device().isEmpty()) {
            return Optional.of("nobody knows its driver");
        }
        String parent = hyperv.parent(driver, netif.device().get());
        if (parent.startsWith("pci")) {
            return Optional.empty();
        }
        return Optional.of(
                parent.isEmpty()
                        ? "it is made by software (" + netif.device().get() + ")"
                        : "its device " + netif.device().get() + " hangs on " + parent + ", not on a PCI bus");
    }
}
