package org.nethook.host.resident.lane;

/** What became of an event that was received. */
public enum Ended {
    /** Every hook that wants it was told, or skipped for a reason that was counted. */
    HANDLED,
    /** A newer event took its place before any hook was told of it. */
    COALESCED,
    /** There was no room; the state of its interface is told anew instead. */
    DROPPED
}
