package org.nethook.api.netif.attribute;

import java.util.Set;

/**
 * How a lagg is set beside its protocol and ports.
 *
 * @param options those that are on
 * @param hash what it hashes; used by loadbalance and lacp only
 * @param flowIdShift by how many bits a flow number is shifted before it chooses a port
 * @param activePorts ports that carry traffic or could
 * @param flapping how often ports left an LACP aggregate
 */
public record LaggSettings(
        Set<LaggOption> options, Set<LaggHash> hash, int flowIdShift, int activePorts, int flapping) {

    public LaggSettings {
        options = Set.copyOf(options);
        hash = Set.copyOf(hash);
    }
}
