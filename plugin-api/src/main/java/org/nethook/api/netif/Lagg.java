package org.nethook.api.netif;

import java.util.List;
import java.util.Objects;

/**
 * What makes an interface a lagg.
 *
 * @param protocol its protocol
 * @param ports its ports in the kernel's order, which is not the order they were added in
 */
public record Lagg(LaggProtocol protocol, List<LaggPort> ports) {

    public Lagg {
        Objects.requireNonNull(protocol);
        ports = List.copyOf(ports);
    }

    /** Whether the interface is one of the ports. */
    public boolean hasPort(String ifName) {
        for (LaggPort port : ports) {
            if (port.ifName().equals(ifName)) {
                return true;
            }
        }
        return false;
    }
}
