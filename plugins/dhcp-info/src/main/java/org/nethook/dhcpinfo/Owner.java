package org.nethook.dhcpinfo;

import java.util.List;
import java.util.Set;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.dhcpinfo.Machine.Member;
import org.nethook.dhcpinfo.Machine.Port;

/** Finds the interface whose configuration counts for another one: a VF's and a lagg's hn. */
final class Owner {
    /** Drivers whose interfaces may have an hn's MAC without being its VF (vlan(4) and others take their parent's). */
    private static final Set<String> PSEUDO = Set.of(
            "hn", "vlan", "lagg", "bridge", "tap", "tun", "epair", "vxlan", "vether", "carp", "wlan", "gre", "lo");

    private final Machine machine;
    private final SystemConfig config;

    Owner(Machine machine, SystemConfig config) {
        this.machine = machine;
        this.config = config;
    }

    /**
     * The hn that a lagg or a VF belongs to, or the lagg that an operator made of them and gave a configuration; any other interface
     * itself.
     */
    String of(Member asked) throws SystemConfigException {
        String hn = hnOf(asked);
        if (hn == null) {
            return asked.ifName();
        }
        Member lagg = asked.ports().isPresent() ? asked : laggOf(asked.ifName(), hn);
        // Of an hn in a lagg of the operator's own making rc.conf says no more than "up".
        return lagg != null && hasConfiguration(lagg.ifName(), config) ? lagg.ifName() : hn;
    }

    /** The hn that an interface belongs to, or is; null when there is none. */
    String hnOf(Member asked) {
        if (asked.isHn()) {
            return asked.ifName();
        }
        return asked.ports().isPresent() ? hnAmong(asked.ports().get()) : hnOfVf(asked);
    }

    private Member laggOf(String ifName, String hn) {
        Member lagg = machine.laggOf(ifName);
        return lagg == null ? machine.laggOf(hn) : lagg;
    }

    /** Whether rc.conf configures an interface of this very name; ifconfig_DEFAULT does not. */
    static boolean hasConfiguration(String ifName, SystemConfig config) throws SystemConfigException {
        if (ifName.indexOf(':') >= 0) {
            return false; // no name of a variable in rc.conf
        }
        StringBuilder name = new StringBuilder("ifconfig_");
        for (char c : ifName.toCharArray()) {
            name.append(".-/+".indexOf(c) < 0 ? c : '_');
        }
        return config.variable(name.toString()).isPresent();
    }

    /** The hn among the ports, the primary one first; else the hn of a VF among them. */
    private String hnAmong(List<Port> ports) {
        String hn = null;
        String hnOfVf = null;
        for (Port port : ports) {
            Member member = machine.find(port.ifName());
            if (member != null && member.isHn()) {
                hn = hn == null || port.master() ? port.ifName() : hn;
            } else if (member != null && hnOfVf == null) {
                hnOfVf = hnOfVf(member);
            }
        }
        return hn == null ? hnOfVf : hn;
    }

    private String hnOfVf(Member vf) {
        if (PSEUDO.contains(vf.driver())) {
            return null;
        }
        return machine.vfMap().isPresent() ? mapped(machine.vfMap().get(), vf.ifName()) : byMac(vf);
    }

    /** Looks a VF up in {@code vf:hn vf:hn …}. */
    private static String mapped(String pairs, String vf) {
        for (String pair : pairs.split(" ")) {
            int colon = pair.indexOf(':');
            if (colon > 0 && pair.substring(0, colon).equals(vf) && colon + 1 < pair.length()) {
                return pair.substring(colon + 1).strip();
            }
        }
        return null;
    }

    /** A kernel too old for the sysctl pairs by MAC, and so does this. */
    private String byMac(Member vf) {
        if (vf.mac().isEmpty() || vf.driver().isEmpty()) {
            return null;
        }
        for (Member other : machine.members()) {
            if (other.isHn() && other.mac().equals(vf.mac())) {
                return other.ifName();
            }
        }
        return null;
    }
}
