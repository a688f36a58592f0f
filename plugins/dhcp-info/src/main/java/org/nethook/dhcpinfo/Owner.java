package org.nethook.dhcpinfo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** Finds the interface whose configuration counts for another one: a VF's and a lagg's hn. */
final class Owner {
    /** Drivers whose interfaces may have an hn's MAC without being its VF (vlan(4) and others take their parent's). */
    private static final Set<String> PSEUDO = Set.of(
            "hn", "vlan", "lagg", "bridge", "tap", "tun", "epair", "vxlan", "vether", "carp", "wlan", "gre", "lo");

    private final PluginContext context;

    Owner(PluginContext context) {
        this.context = context;
    }

    /** The hn that a lagg or a VF belongs to; any other interface itself. */
    String of(String ifName) throws NetifException, SystemConfigException {
        Optional<Netif> found = context.netif().find(ifName);
        if (found.isEmpty() || isHn(found.get())) {
            return ifName;
        }
        Netif netif = found.get();
        if (netif.lagg().isEmpty()) {
            return hnOfVf(netif).orElse(ifName);
        }
        // A lagg of the operator's own making may have a configuration of its own, and hn only an "up".
        if (context.systemConfig().variable("ifconfig_" + ifName).isPresent()) {
            return ifName;
        }
        return hnOfLagg(netif.lagg().get().ports()).orElse(ifName);
    }

    /** The hn among the ports, the primary one first; else the hn of a VF among them. */
    private Optional<String> hnOfLagg(List<LaggPort> ports) throws NetifException {
        String hn = null;
        String hnOfVf = null;
        for (LaggPort port : ports) {
            Optional<Netif> netif = context.netif().find(port.ifName());
            if (netif.isPresent() && isHn(netif.get())) {
                hn = hn == null || port.flags().contains(LaggPort.Flag.MASTER) ? port.ifName() : hn;
            } else if (netif.isPresent() && hnOfVf == null) {
                hnOfVf = hnOfVf(netif.get()).orElse(null);
            }
        }
        return Optional.ofNullable(hn == null ? hnOfVf : hn);
    }

    private Optional<String> hnOfVf(Netif vf) throws NetifException {
        if (vf.driver().isPresent() && PSEUDO.contains(vf.driver().get())) {
            return Optional.empty();
        }
        Optional<String> pairs = context.sysctl().string("hw.hn.vfmap");
        return pairs.isPresent() ? mapped(pairs.get(), vf.ifName()) : byMac(vf);
    }

    /** Looks a VF up in {@code vf:hn vf:hn …}. */
    static Optional<String> mapped(String pairs, String vf) {
        for (String pair : pairs.split(" ")) {
            int colon = pair.indexOf(':');
            if (colon > 0 && pair.substring(0, colon).equals(vf) && colon + 1 < pair.length()) {
                return Optional.of(pair.substring(colon + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** A kernel too old for the sysctl pairs by MAC, and so does this. */
    private Optional<String> byMac(Netif vf) throws NetifException {
        if (vf.mac().isEmpty() || vf.driver().isEmpty()) {
            return Optional.empty();
        }
        for (Netif other : context.netif().list()) {
            if (isHn(other) && other.mac().equals(vf.mac())) {
                return Optional.of(other.ifName());
            }
        }
        return Optional.empty();
    }

    private static boolean isHn(Netif netif) {
        return netif.driver().filter("hn"::equals).isPresent();
    }
}
