package org.nethook.api.netif.attribute;

import java.util.Objects;

/**
 * What makes an interface a VLAN on another one (vlan(4), IEEE 802.1Q).
 *
 * @param parent the interface its frames go through
 * @param tag the VLAN's number, 1 to 4094
 * @param priority what its frames are marked with, 0 to 7; 0 is best effort
 */
public record Vlan(String parent, int tag, int priority) {

    /** @throws IllegalArgumentException when the tag or the priority is out of range */
    public Vlan {
        Objects.requireNonNull(parent);
        if (tag < 1 || tag > 4094) {
            throw new IllegalArgumentException("a VLAN's tag is from 1 to 4094, not " + tag);
        }
        if (priority < 0 || priority > 7) {
            throw new IllegalArgumentException("a VLAN's priority is from 0 to 7, not " + priority);
        }
    }
}
