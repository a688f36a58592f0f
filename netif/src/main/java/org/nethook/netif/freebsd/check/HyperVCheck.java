package org.nethook.netif.freebsd.check;

import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * Whether this is a guest of Hyper-V, and every sysctl of hn(4) by which the plugin hyperv-vf decides what to do
 * (sys/dev/hyperv/netvsc/if_hn.c).
 */
final class HyperVCheck implements SelfCheck {
    private final Platform platform;

    HyperVCheck(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return "hyperv";
    }

    @Override
    public Finding run() {
        try {
            return look(platform.sysctl());
        } catch (NetifException e) {
            return Finding.failed(e.getMessage(), "report this output");
        }
    }

    private Finding look(SysctlReader sysctl) throws NetifException {
        String guest = sysctl.string("kern.vm_guest").orElse("");
        if (!guest.equals("hv")) {
            return Finding.skipped((guest.isEmpty() ? "kern.vm_guest absent" : "kern.vm_guest=" + guest)
                    + ": no guest of Hyper-V, so the plugin hyperv-vf stays idle");
        }
        StringBuilder text = new StringBuilder("kern.vm_guest=hv");
        OptionalLong transparent = sysctl.integer("hw.hn.vf_transparent");
        number(text, "hw.hn.vf_transparent", transparent);
        number(text, "hw.hn.vf_xpnt_attwait", sysctl.integer("hw.hn.vf_xpnt_attwait"));
        Optional<String> vfs = sysctl.string("hw.hn.vflist");
        string(text, "hw.hn.vflist", vfs);
        string(text, "hw.hn.vfmap", sysctl.string("hw.hn.vfmap"));
        for (Netif netif : platform.query().list()) {
            String node = netif.ifName().replaceFirst("^hn([0-9]+)$", "dev.hn.$1");
            if (!node.equals(netif.ifName())) {
                string(text, node + ".vf", sysctl.string(node + ".vf"));
                string(text, node + ".rxvf", sysctl.string(node + ".rxvf"));
                number(text, node + ".vf_xpnt_enabled", sysctl.integer(node + ".vf_xpnt_enabled"));
            }
        }
        if (vfs.isEmpty()) {
            return Finding.skipped(
                    text + ": this kernel's hn(4) says nothing of VFs, so the plugin hyperv-vf stays idle",
                    "only if the guest has accelerated networking: upgrade FreeBSD");
        }
        boolean byKernel = transparent.isPresent() && transparent.getAsLong() != 0;
        return Finding.ok(text
                + (byKernel
                        ? ": the kernel itself moves the traffic between hn and VF (transparent mode)"
                        : ": the traffic is moved by a lagg, which the plugin hyperv-vf makes"));
    }

    private static void string(StringBuilder text, String name, Optional<String> value) {
        text.append(", ")
                .append(name)
                .append(value.map(v -> "=\"" + v.strip() + "\"").orElse(" absent"));
    }

    private static void number(StringBuilder text, String name, OptionalLong value) {
        text.append(", ").append(name).append(value.isEmpty() ? " absent" : "=" + value.getAsLong());
    }
}
