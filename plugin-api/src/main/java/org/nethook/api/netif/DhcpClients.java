package org.nethook.api.netif;

/** The DHCP client processes of this system, one an interface. */
public interface DhcpClients {

    /** Whether a client runs for this interface. */
    boolean isRunning(String ifName) throws NetifException;

    /**
     * Starts a client in the background and returns without waiting for a lease. One that already runs is left alone.
     *
     * @throws NetifException when it cannot be started
     */
    void start(String ifName) throws NetifException;

    /**
     * Ends the client of this interface, if one runs, without giving its lease back.
     *
     * @throws NetifException when it cannot be ended
     */
    void stop(String ifName) throws NetifException;
}
