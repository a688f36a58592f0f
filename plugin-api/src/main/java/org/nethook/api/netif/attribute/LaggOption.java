package org.nethook.api.netif.attribute;

/** Options of a lagg that are on or off ({@code LAGG_OPT_…} in net/if_lagg.h, ifconfig(8)). */
public enum LaggOption {
    /** Chooses ports by the flow number that the network card computed. */
    USE_FLOWID,
    /** Prefers ports near the processor; FreeBSD 13 and later. */
    USE_NUMA,
    /** LACP: a port that hears no partner carries no traffic. */
    LACP_STRICT,
    /** LACP: asks the partner for a packet each second instead of each 30. */
    LACP_FAST_TIMEOUT
}
