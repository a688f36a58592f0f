package org.nethook.hypervvf.failover;

import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.NetifException;

/** Interim. */
public final class Failover {
    private Failover() {}

    public static Proposal reconcile(String hn, Optional<String> vf, PluginContext context) throws NetifException {
        if (vf.isEmpty()) {
            return Proposal.asWanted(hn, "no VF");
        }
        boolean wants = false;
        try {
            wants = context.systemConfig().usesDhcp(hn);
        } catch (SystemConfigException e) {
            // interim
        }
        try {
            return Proposal.of(FailoverPlanner.plan(
                    new Machine(
                            context.netif().list(),
                            context.netif().routes(),
                            context.dhcp().isRunning(hn),
                            wants),
                    hn,
                    vf.get()));
        } catch (RefusedException e) {
            return Proposal.refused(hn, e.getMessage());
        }
    }

    public static Proposal release(String hn, PluginContext context) {
        return Proposal.notMine(hn, "interim");
    }
}
