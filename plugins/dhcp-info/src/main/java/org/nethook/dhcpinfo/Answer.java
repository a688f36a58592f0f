package org.nethook.dhcpinfo;

import java.util.Objects;

/**
 * What the configuration says of an interface.
 *
 * @param owner the interface whose configuration counts
 * @param hn the hn it belongs to, or is; null when it belongs to none
 * @param dhcp whether it asks for DHCP; meaningless when it is undecided
 * @param undecided why that cannot be decided; empty when it can
 */
record Answer(String owner, String hn, boolean dhcp, String undecided) {

    Answer {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(undecided);
    }

    boolean isDecided() {
        return undecided.isEmpty();
    }
}
