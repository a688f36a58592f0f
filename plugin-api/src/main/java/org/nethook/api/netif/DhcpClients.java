package org.nethook.api.netif;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The DHCP client processes of this system, one an interface. */
public interface DhcpClients {

    /** Whether a client runs for this interface. */
    boolean isRunning(String ifName) throws NetifException;

    /**
     * The process of this interface's client.
     *
     * @return empty when none runs, or the system does not tell
     */
    default OptionalLong pid(String ifName) throws NetifException {
        return OptionalLong.empty();
    }

    /**
     * What a server last leased to this interface, as the client wrote it down. It may have expired since, and its client may have
     * ended.
     *
     * @return empty when there is no lease, or the system does not tell
     * @throws NetifException when the record cannot be read
     */
    default Optional<DhcpLease> lease(String ifName) throws NetifException {
        return Optional.empty();
    }

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
