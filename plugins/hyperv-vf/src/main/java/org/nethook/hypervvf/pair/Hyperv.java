package org.nethook.hypervvf.pair;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;

/** What the kernel says of Hyper-V and of the VFs of its hn(4) interfaces. Read anew at each question; usable by any thread. */
public final class Hyperv {
    /** What hn(4) takes where {@code hw.hn.vf_xpnt_attwait} says less. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(2);

    private final SysctlReader sysctl;

    /** Asks by these sysctls. */
    public Hyperv(SysctlReader sysctl) {
        this.sysctl = sysctl;
    }

    /** Whether this machine is a guest of Hyper-V. Elsewhere no other sysctl is read. */
    public boolean isGuest() throws NetifException {
        return "hv".equals(sysctl.string("kern.vm_guest").orElse(""));
    }

    /** Whether the kernel itself moves traffic between hn and VF. A kernel too old to have the sysctl does not. */
    public boolean isTransparent() throws NetifException {
        return sysctl.integer("hw.hn.vf_transparent").orElse(0) != 0;
    }

    /** The pairs of VF and hn; none on a kernel too old to tell. */
    public VfMap vfMap() throws NetifException {
        return VfMap.parse(sysctl.string("hw.hn.vfmap").orElse(""));
    }

    /** How long hn(4) itself waits before it uses a new VF, in transparent mode ({@code hw.hn.vf_xpnt_attwait}). */
    public Duration attachWait() throws NetifException {
        Duration wait =
                Duration.ofSeconds(sysctl.integer("hw.hn.vf_xpnt_attwait").orElse(0));
        return wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait;
    }

    /**
     * The VF that this hn's own sysctl names, {@code dev.hn.N.vf}: an empty text when it has none.
     *
     * @param device the hn's driver and unit, which a rename does not change
     * @return empty when the kernel has no such sysctl
     */
    Optional<String> vf(String device) throws NetifException {
        return sysctl.string(node(device) + ".vf");
    }

    /**
     * The VF that carries this hn's traffic when the mode is not transparent, {@code dev.hn.N.rxvf}: an empty text when hn
     * carries it itself.
     *
     * @param device the hn's driver and unit
     * @return empty when the kernel has no such sysctl
     */
    public Optional<String> carryingVf(String device) throws NetifException {
        return sysctl.string(node(device) + ".rxvf");
    }

    /**
     * Whether the VF carries this hn's traffic in transparent mode, {@code dev.hn.N.vf_xpnt_enabled}.
     *
     * @param device the hn's driver and unit
     */
    public boolean isTransparentVfUsed(String device) throws NetifException {
        OptionalLong enabled = sysctl.integer(node(device) + ".vf_xpnt_enabled");
        return enabled.isPresent() && enabled.getAsLong() != 0;
    }

    /** Where the device tree has what the interface was attached to; an empty text for what is no device. */
    String parent(String driver, String device) throws NetifException {
        return sysctl.string("dev." + driver + "." + device.substring(driver.length()) + ".%parent")
                .orElse("");
    }

    private static String node(String device) {
        return "dev.hn." + device.substring("hn".length());
    }
}
