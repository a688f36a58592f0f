package org.nethook.hypervvf.failover;

import java.util.List;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.Step;

/**
 * The 0.0.0.0/8 a DHCP client asks with. It stays behind when the client has replaced another address by its lease: then the
 * lease comes after it. While the client asks it is the last, and its own business.
 */
final class Placeholder {
    private Placeholder() {}

    /**
     * Removes what was left behind.
     *
     * @param hasLease whether the DHCP client, if one runs, asks no more
     */
    static void remove(Machine machine, Netif netif, boolean hasLease, List<Step> steps) throws NetifException {
        boolean asks = !hasLease && machine.dhcpRuns(netif.ifName());
        AddressDetails placeholder = null;
        boolean others = false;
        boolean after = false;
        for (AddressDetails each : machine.details(netif).addresses()) {
            if (each.address().address().isV4()) {
                boolean is = each.address().address().isUnspecified();
                placeholder = is ? each : placeholder;
                others |= !is;
                after |= !is && placeholder != null;
            }
        }
        if (placeholder != null && (asks ? after : others)) {
            steps.add(new AddressStep.Remove(netif.ifName(), placeholder.address(), Set.of(), placeholder.lifetime()));
        }
    }
}
