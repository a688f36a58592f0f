package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.hypervvf.rcconf.InterfaceSettings;
import org.nethook.hypervvf.rcconf.RcInterface;
import org.nethook.testkit.RcConf;
import org.nethook.testkit.TestMachine;

/**
 * What base's hyperv_vfattach and hyperv_vfup do to a machine, command by command (contrib/hyperv/tools/scripts), with the
 * calls that the commands make.
 */
final class BaseScripts {
    private final TestMachine machine;
    private final NetifControl control;
    private final String hn;
    private final String vf;
    private final SystemConfig main;

    /**
     * Of one guest.
     *
     * @param lines of rc.conf
     */
    BaseScripts(TestMachine machine, String hn, String vf, List<String> lines) {
        this.machine = machine;
        this.control = machine.control();
        this.hn = hn;
        this.vf = vf;
        this.main = onlyIfconfig(hn, lines);
    }

    /** The scripts look at ifconfig_IF, ifconfig_DEFAULT and synchronous_dhclient, and at nothing else. */
    private static SystemConfig onlyIfconfig(String hn, List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("ifconfig_" + hn + "=")
                    || line.startsWith("ifconfig_DEFAULT=")
                    || line.startsWith("synchronous_dhclient=")) {
                kept.add(line);
            }
        }
        return RcConf.of(kept.toArray(new String[0]));
    }

    /** Returns how DHCP was started, for the table. */
    String run() throws Exception {
        control.setUp(vf, true);
        String lagg = "lagg" + hn.replaceAll("[^0-9]", "");
        if (machine.netif().find(lagg).isPresent()) {
            if (!machine.netif().find(lagg).get().lagg().orElseThrow().hasPort(vf)) {
                control.addLaggPort(lagg, vf);
            }
            return "";
        }
        control.create(lagg);
        control.setLaggProtocol(lagg, LaggProtocol.FAILOVER);
        control.addLaggPort(lagg, hn);
        control.addLaggPort(lagg, vf);
        control.changeNd6(lagg, Set.of(Nd6Flag.NO_DAD), Set.of());
        machine.dhcp().stop(hn);
        removeIpv4();
        InterfaceSettings settings = RcInterface.read(main, hn, Optional.empty());
        if (settings.dhcp().isPresent()) {
            control.setUp(lagg, true);
            machine.dhcp().start(lagg);
            return settings.dhcp().get() == DhcpMode.SYNCHRONOUS ? "dhclient (SYNCDHCP)" : "dhclient";
        }
        if (settings.mtu().isPresent()) {
            control.setMtu(lagg, settings.mtu().getAsInt());
        }
        for (InterfaceAddress each : settings.addresses()) {
            control.addAddress(lagg, each);
        }
        return "";
    }

    /** {@code ifconfig hn -alias} until it fails. */
    private void removeIpv4() throws NetifException {
        Netif netif = machine.netif().find(hn).orElseThrow();
        for (InterfaceAddress each : netif.addresses()) {
            if (each.address().isV4() && netif.flags().contains(InterfaceFlag.UP)) {
                control.removeAddress(hn, each);
            }
        }
    }
}
