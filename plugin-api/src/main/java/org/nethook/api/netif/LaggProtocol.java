package org.nethook.api.netif;

/** The protocol of a lagg (lagg(4)); on Linux the bonding mode that comes nearest. */
public enum LaggProtocol {
    /** No traffic. */
    NONE,
    /** Ports take turns. */
    ROUNDROBIN,
    /** The primary port carries all traffic while it has link, else the next port. */
    FAILOVER,
    /** Traffic is spread by a hash of its headers. */
    LOADBALANCE,
    /** IEEE 802.1AX. */
    LACP,
    /** Every port sends everything. */
    BROADCAST
}
