package org.nethook.api.netif;

import java.util.Objects;
import java.util.Set;

/**
 * A port of a lagg.
 *
 * @param ifName the port's interface
 * @param flags what the kernel says of it
 */
public record LaggPort(String ifName, Set<Flag> flags) {

    /** Flags of a port ({@code LAGG_PORT_…} in net/if_lagg.h). */
    public enum Flag {
        /** The primary port. */
        MASTER,
        /** A port kept in reserve. */
        STACK,
        /** Carries traffic, or could: up and with link. */
        ACTIVE,
        /** LACP: collects frames. */
        COLLECTING,
        /** LACP: distributes frames. */
        DISTRIBUTING
    }

    public LaggPort {
        Objects.requireNonNull(ifName);
        flags = Set.copyOf(flags);
    }
}
