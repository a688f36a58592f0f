package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.MacAddress;
import org.nethook.hypervvf.rcconf.InterfaceSettings;
import org.nethook.hypervvf.rcconf.RcInterface;
import org.nethook.hypervvf.rcconf.RcRoutes;
import org.nethook.hypervvf.rcconf.RcRoutes.RcRoute;

/**
 * What rc.conf says about one hn.
 *
 * @param settings of the hn
 * @param routes of the machine
 * @param problem why it is unknown; empty when it is known
 */
record RcConf(InterfaceSettings settings, List<RcRoute> routes, Optional<String> problem) {

    static RcConf read(SystemConfig config, String hn, Optional<MacAddress> mac, int fibs) {
        try {
            return new RcConf(RcInterface.read(config, hn, mac), RcRoutes.read(config, fibs), Optional.empty());
        } catch (SystemConfigException e) {
            return new RcConf(
                    InterfaceSettings.NONE,
                    List.of(),
                    Optional.of("what rc.conf gives " + hn + " is unknown: " + e.getMessage()));
        }
    }

    /** The same with further routes that the hn's configuration has by what was seen, not by rc.conf. */
    RcConf with(List<RcRoute> more) {
        List<RcRoute> all = new ArrayList<>(routes);
        all.addAll(more);
        return new RcConf(settings, all, problem);
    }
}
