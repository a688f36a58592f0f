package org.nethook.api.netif;

import java.util.List;

/** The DHCP client processes of this system, one an interface. */
public interface DhcpClients {

    /** Whether a client runs for this interface. */
    boolean isRunning(String ifName) throws NetifException;

    /**
     * Starts a client in the background and returns without waiting for a lease. One that already runs is left alone.
     *
     * @throws NetifException when it cannot be started
     */
    default void start(String ifName) throws NetifException {
        start(ifName, DhcpMode.BACKGROUND, List.of());
    }

    /**
     * Starts a client and returns without waiting for a lease. One that already runs is left alone.
     *
     * @param flags further arguments of the client, such as the words of {@code dhclient_flags}; none is run by a shell
     * @throws NetifException when it cannot be started
     */
    void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException;

    /**
     * Ends the client of this interface, if one runs, without giving its lease back.
     *
     * @throws NetifException when it cannot be ended
     */
    void stop(String ifName) throws NetifException;
}
