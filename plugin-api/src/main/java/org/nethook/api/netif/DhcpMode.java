package org.nethook.api.netif;

/** How a DHCP client is started, as rc.conf(5) asks for it. In neither mode does anybody wait for a lease. */
public enum DhcpMode {
    /** {@code DHCP}, {@code NOSYNCDHCP}, {@code background_dhclient}: the client goes into the background at once. */
    BACKGROUND,
    /**
     * {@code SYNCDHCP}: the client stays in the foreground of its own process until it has a lease or gives up, as rc starts
     * it. At boot rc waits for that end, so that services find the network; nethook does not, because nothing may block a
     * machine's hooks for a minute.
     */
    SYNCHRONOUS
}
