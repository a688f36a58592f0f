package org.nethook.hypervvf.failover;

import java.util.List;
import java.util.Optional;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.rcconf.RcInterface;

/**
 * Whether a VF can be made a port, which takes away what it carries itself. That is right where the hn or the lagg carries
 * the same, or where {@code ifconfig_DEFAULT} gave it a DHCP client that nobody meant for it: then all of it moves to the
 * lagg. Anything else somebody may be working through.
 */
final class VfAsPort {
    private VfAsPort() {}

    /**
     * Refuses a VF that is in use by itself.
     *
     * @param bearers the hn, and the lagg if there is one
     */
    static void check(Machine machine, Netif vf, List<Netif> bearers, SystemConfig config)
            throws RefusedException, NetifException {
        boolean named;
        boolean byDefault;
        try {
            named = RcInterface.isNamed(config, vf.ifName());
            byDefault = !named && config.usesDhcp(vf.ifName());
        } catch (SystemConfigException e) {
            named = false;
            byDefault = false;
        }
        Optional<InterfaceAddress> own = Optional.empty();
        for (InterfaceAddress each : vf.addresses()) {
            if (Wanted.moves(each.address(), vf) && own.isEmpty() && (named || !byDefault && !has(bearers, each))) {
                own = Optional.of(each);
            }
        }
        if (own.isPresent()) {
            throw new RefusedException(vf + " has an address of its own, " + own.get()
                    + "; a lagg would cut it off. Remove it, and any ifconfig_" + vf + " from rc.conf");
        }
        if (named && machine.dhcpRuns(vf.ifName())) {
            throw new RefusedException("a DHCP client runs on " + vf + ", because rc.conf has ifconfig_" + vf
                    + "; remove that, and stop the client");
        }
    }

    private static boolean has(List<Netif> bearers, InterfaceAddress address) {
        for (Netif bearer : bearers) {
            if (Machine.has(bearer, address.address())) {
                return true;
            }
        }
        return false;
    }
}
