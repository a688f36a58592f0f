package org.nethook.hypervvf;

/** Why a pair is looked at. */
enum Occasion {
    /** The hn or its VF came, or the host tells of what is there. */
    ARRIVED,
    /** An interface of the VF's name left; if there is a VF, it is another one, or the same come back. */
    LEFT,
    /** The kernel said that the traffic moved to the VF. */
    VF_UP,
    /** What was waited for is over: the VF's delay, or the time until a plan is tried again. */
    DUE,
    /** The kernel refused to tell when one of those above, or this, was to be handled. */
    LOOK_AGAIN,
    /** A storm seems to be over. */
    CALM,
    /** The next look at the failover of the kernel itself. */
    POLL,
    /** The hn or its VF got a link. */
    LINK_UP,
    /** A look at who started a DHCP client on a port. */
    PORT,
    /** A look at whether the lagg's DHCP client has its lease. */
    LEASE,
    /** The kernel refused to tell when it was time for that look. */
    LEASE_AGAIN,
    /** A second look by the same-MAC guard. */
    SECOND_LOOK,
    /** Anything else. */
    OTHER;

    /** Whether something may be changed, so that it matters when that cannot be decided. */
    boolean mayChange() {
        return this == ARRIVED || this == VF_UP || this == DUE || this == LOOK_AGAIN;
    }
}
