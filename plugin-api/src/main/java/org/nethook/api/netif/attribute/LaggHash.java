package org.nethook.api.netif.attribute;

/** Which headers a lagg hashes to choose a port for a packet. */
public enum LaggHash {
    /** MAC addresses and VLAN. */
    L2,
    /** IP addresses. */
    L3,
    /** TCP, UDP and SCTP ports. */
    L4
}
