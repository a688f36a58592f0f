package org.nethook.dhcpinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/**
 * What of a machine's interfaces decides whose configuration counts. Two that are equal give the same answers.
 *
 * @param members the interfaces
 * @param vfMap {@code vf:hn vf:hn …}, from hw.hn.vfmap; empty when the kernel does not tell, or there is no hn
 */
record Machine(List<Member> members, Optional<String> vfMap) {

    /**
     * An interface.
     *
     * @param driver empty when unknown
     * @param ports its ports in their order, if it is a lagg
     */
    record Member(String ifName, String driver, Optional<MacAddress> mac, Optional<List<Port>> ports) {
        boolean isHn() {
            return driver.equals("hn");
        }
    }

    /** A port of a lagg. */
    record Port(String ifName, boolean master) {}

    /** The machine as it is now. hw.hn.vfmap is read only where there is an hn. */
    static Machine read(PluginContext context) throws NetifException {
        List<Member> members = new ArrayList<>();
        boolean hasHn = false;
        for (Netif netif : context.netif().list()) {
            Member member = new Member(
                    netif.ifName(),
                    netif.driver().orElse(""),
                    netif.mac(),
                    netif.lagg().isPresent()
                            ? Optional.of(ports(netif.lagg().get().ports()))
                            : Optional.empty());
            members.add(member);
            hasHn |= member.isHn();
        }
        return new Machine(members, hasHn ? context.sysctl().string("hw.hn.vfmap") : Optional.empty());
    }

    private static List<Port> ports(List<LaggPort> ports) {
        List<Port> names = new ArrayList<>();
        for (LaggPort port : ports) {
            names.add(new Port(port.ifName(), port.flags().contains(LaggPort.Flag.MASTER)));
        }
        return names;
    }

    /** Null when there is none of this name. */
    Member find(String ifName) {
        for (Member member : members) {
            if (member.ifName().equals(ifName)) {
                return member;
            }
        }
        return null;
    }

    boolean hasHn() {
        for (Member member : members) {
            if (member.isHn()) {
                return true;
            }
        }
        return false;
    }

    /** The lagg that has this port; null when none has. */
    Member laggOf(String port) {
        for (Member member : members) {
            for (Port each : member.ports().orElse(List.of())) {
                if (each.ifName().equals(port)) {
                    return member;
                }
            }
        }
        return null;
    }
}
