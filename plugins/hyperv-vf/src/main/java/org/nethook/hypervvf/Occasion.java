package org.nethook.hypervvf;

/** Why a pair is looked at. */
enum Occasion {
    /** The hn or its VF came, or the host tells of what is there. */
    ARRIVED,
    /** The kernel said that the traffic moved to the VF. */
    VF_UP,
    /** What was waited for is over: the VF's delay, or the time until a plan is tried again. */
    DUE,
    /** A second look by the same-MAC guard. */
    SECOND_LOOK,
    /** Anything else. */
    OTHER
}
