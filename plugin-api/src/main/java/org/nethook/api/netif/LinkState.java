package org.nethook.api.netif;

/** What an interface knows of its link (if_data.ifi_link_state on FreeBSD, carrier and operstate on Linux). */
public enum LinkState {
    /** The interface cannot tell; not the same as down. */
    UNKNOWN,
    /** No link. */
    DOWN,
    /** Link. */
    UP
}
