package org.nethook.netif.sim.devd;

/** What happens to a client that comes while all slots are taken. */
public enum FullHouse {
    /** It is connected but hears nothing until a slot is free, as the first such client of devd is. */
    QUEUED,
    /** It is refused while the socket file is there, as every further client of devd is. */
    REFUSED,
    /** It is accepted, and hung up on at once. */
    HUNG_UP
}
