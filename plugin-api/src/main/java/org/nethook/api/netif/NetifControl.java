package org.nethook.api.netif;

/**
 * Changes interfaces and routes. Every call is one request to the kernel, has taken effect when it returns, and needs
 * the rights of root (EPERM else). An unknown interface is ENXIO on FreeBSD and ENODEV on Linux.
 */
public interface NetifControl {

    /**
     * Creates a pseudo-interface, such as {@code lagg0}.
     *
     * @param ifName its name with unit; EEXIST when it exists, EINVAL when this kernel cannot make it (on FreeBSD also
     *     when if_lagg is not loaded)
     * @throws NetifException when the kernel refuses
     */
    void create(String ifName) throws NetifException;

    /**
     * Destroys a pseudo-interface.
     *
     * @throws NetifException when the kernel refuses; EINVAL for one that is no pseudo-interface
     */
    void destroy(String ifName) throws NetifException;

    /**
     * Sets or clears IFF_UP and leaves the other flags alone.
     *
     * @throws NetifException when the kernel refuses
     */
    void setUp(String ifName, boolean up) throws NetifException;

    /**
     * Sets the largest packet in bytes; on a lagg it is set on all ports.
     *
     * @throws NetifException when the kernel refuses; EINVAL on a port of a lagg
     */
    void setMtu(String ifName, int mtu) throws NetifException;

    /**
     * Sets a lagg's protocol.
     *
     * @throws NetifException when the kernel refuses
     */
    void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException;

    /**
     * Adds a port to a lagg. The first one is the primary and gives the lagg its MAC and MTU. The kernel removes the
     * port's IPv6 addresses, even when the addition then fails, and does not bring the port up.
     *
     * @throws NetifException when the kernel refuses: EEXIST already a port of this lagg, EBUSY of another, EINVAL no
     *     such port, EPROTONOSUPPORT not an Ethernet interface
     */
    void addLaggPort(String lagg, String port) throws NetifException;

    /**
     * Removes a port from a lagg.
     *
     * @throws NetifException when the kernel refuses: ENOENT it is no port of this lagg
     */
    void removeLaggPort(String lagg, String port) throws NetifException;

    /**
     * Adds an address, or replaces its prefix length where the interface already has it. IPv6 lifetimes are infinite.
     *
     * @throws NetifException when the kernel refuses
     */
    void addAddress(String ifName, InterfaceAddress address) throws NetifException;

    /**
     * Removes an address; routes through it go with it.
     *
     * @throws NetifException when the kernel refuses; EADDRNOTAVAIL when the interface does not have it
     */
    void removeAddress(String ifName, InterfaceAddress address) throws NetifException;

    /**
     * Adds a route.
     *
     * @throws NetifException when the kernel refuses: EEXIST there is one to this destination, ENETUNREACH the gateway
     *     cannot be reached
     */
    void addRoute(Route route) throws NetifException;

    /**
     * Deletes a route.
     *
     * @throws NetifException when the kernel refuses: ESRCH there is none
     */
    void deleteRoute(Route route) throws NetifException;
}
