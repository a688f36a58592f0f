package org.nethook.hypervvf;

import java.util.Optional;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;

/** What the kernel says of Hyper-V and of the VFs of its hn(4) interfaces. Read anew at each question. */
final class Hyperv {
    private final SysctlReader sysctl;

    Hyperv(SysctlReader sysctl) {
        this.sysctl = sysctl;
    }

    /** Whether this machine is a guest of Hyper-V. Elsewhere no other sysctl is read. */
    boolean isGuest() throws NetifException {
        return sysctl.string("kern.vm_guest").filter("hv"::equals).isPresent();
    }

    /** Whether the kernel itself moves traffic between hn and VF. A kernel too old to have the sysctl does not. */
    boolean isTransparent() throws NetifException {
        return sysctl.integer("hw.hn.vf_transparent").orElse(0) != 0;
    }

    /** The pairs of VF and hn; none on a kernel too old to tell. */
    VfMap vfMap() throws NetifException {
        return VfMap.parse(sysctl.string("hw.hn.vfmap").orElse(""));
    }

    /**
     * The VF that this hn's own sysctl names, {@code dev.hn.N.vf}.
     *
     * @return empty when the interface is not called hnN any more, or the kernel has no such sysctl; an empty text when
     *     it has no VF
     */
    Optional<String> vfByDevice(String hn) throws NetifException {
        if (!hn.matches("hn[0-9]+")) {
            return Optional.empty();
        }
        return sysctl.string("dev.hn." + hn.substring(2) + ".vf");
    }
}
