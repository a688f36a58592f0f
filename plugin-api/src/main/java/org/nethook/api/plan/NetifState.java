package org.nethook.api.plan;

import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** What steps read back to verify themselves. */
final class NetifState {
    private NetifState() {}

    static Netif find(StepTarget target, String ifName) throws NetifException {
        Optional<Netif> found = target.query().find(ifName);
        if (found.isEmpty()) {
            throw new NetifException("verify", ifName, "the interface is gone");
        }
        return found.get();
    }

    static boolean has(Netif netif, InterfaceAddress address) {
        for (InterfaceAddress candidate : netif.addresses()) {
            if (candidate.address().equals(address.address()) && candidate.prefixLength() == address.prefixLength()) {
                return true;
            }
        }
        return false;
    }
}
