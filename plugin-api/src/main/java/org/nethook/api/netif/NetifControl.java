package org.nethook.api.netif;

import java.util.Set;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;

/**
 * Changes interfaces and routes. Every call has taken effect when it returns, changes nothing when it throws unless its
 * documentation or the exception says so, and needs the rights of root (EPERM else). An unknown interface is ENXIO on
 * FreeBSD and ENODEV on Linux.
 */
public interface NetifControl {

    /**
     * Creates a pseudo-interface, such as {@code lagg0}.
     *
     * @param ifName its name with unit; EEXIST when it exists, EINVAL when this kernel cannot make it (on FreeBSD also
     *     when if_lagg is not loaded, see {@link NetifQuery#cloners()})
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
     * Gives the interface another name. Its addresses, ports and routes stay; on FreeBSD it is seen as a departure and an
     * arrival.
     *
     * @param newName 1 to 15 characters; EEXIST when another interface has it
     * @throws NetifException when the kernel refuses
     */
    void rename(String ifName, String newName) throws NetifException;

    /**
     * Sets the Ethernet address; on a lagg it is set on all ports.
     *
     * @throws NetifException when the kernel refuses; EINVAL where the interface has no Ethernet address
     */
    void setMac(String ifName, MacAddress mac) throws NetifException;

    /**
     * Sets what an administrator reads about the interface.
     *
     * @param description empty to remove it; ENAMETOOLONG when it is longer than the kernel allows (1023 bytes unless
     *     net.ifdescr_maxlen says else)
     * @throws NetifException when the kernel refuses
     */
    void setDescription(String ifName, String description) throws NetifException;

    /**
     * Adds the interface to a group.
     *
     * @param group 1 to 15 characters, the last no digit (EINVAL); EEXIST when it is in it already
     * @throws NetifException when the kernel refuses
     */
    void addGroup(String ifName, String group) throws NetifException;

    /**
     * Removes the interface from a group.
     *
     * @throws NetifException when the kernel refuses; ENOENT when it is not in it
     */
    void removeGroup(String ifName, String group) throws NetifException;

    /**
     * Changes how the interface takes part in IPv6 neighbour discovery and leaves the flags not named alone. The kernel has
     * no request for a single flag: all are read, changed and written, so a change of another program in between is lost.
     *
     * @param set flags to set
     * @param clear flags to clear; none of those to set
     * @throws NetifException when the kernel refuses
     */
    void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException;

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
     * Turns an option of a lagg on or off.
     *
     * @throws NetifException when the kernel refuses; EINVAL an LACP option on a lagg of another protocol, or an option this
     *     kernel does not have
     */
    void setLaggOption(String lagg, LaggOption option, boolean on) throws NetifException;

    /**
     * Sets which headers a lagg hashes.
     *
     * @throws NetifException when the kernel refuses; EINVAL for none
     */
    void setLaggHash(String lagg, Set<LaggHash> hash) throws NetifException;

    /**
     * Gives a VLAN interface its parent, tag and priority. A kernel moves a VLAN only by taking its parent away first: for
     * that moment it has no link, and when the new parent is refused it is given the old one back; the exception says when
     * that failed too. Its addresses and routes stay; its MTU becomes the largest the new parent allows.
     *
     * @throws NetifException when the kernel refuses: ENOENT there is no such parent, EEXIST the parent has a VLAN of this
     *     tag, EPROTONOSUPPORT the parent cannot carry VLANs, EINVAL the interface is no VLAN
     */
    void setVlan(String ifName, Vlan vlan) throws NetifException;

    /**
     * Takes a VLAN interface off its parent, if it has one. Its addresses stay; it has no link then and an MTU of 1500.
     *
     * @throws NetifException when the kernel refuses; EINVAL the interface is no VLAN
     */
    void clearVlan(String ifName) throws NetifException;

    /**
     * Sets the routing table (setfib(1)) of packets that arrive on the interface. The routes of its addresses stay where
     * they are, unless net.add_addr_allfibs is 0: then addresses added later get theirs in this table.
     *
     * @param fib 0 to {@link NetifQuery#fibs()} - 1; EINVAL there is no such table
     * @throws NetifException when the kernel refuses
     */
    void setFib(String ifName, int fib) throws NetifException;

    /**
     * Adds an address, or replaces its prefix length where the interface already has it. IPv6 lifetimes are infinite.
     * The first IPv4 address brings the interface up. FreeBSD cannot change the prefix length of an IPv6 address: the old
     * address is removed first and put back when the new one is refused, tentative again for a moment; the exception says when
     * that failed too.
     *
     * @throws NetifException when the kernel refuses
     */
    void addAddress(String ifName, InterfaceAddress address) throws NetifException;

    /**
     * Adds an IPv6 address with flags and lifetimes, or sets those of an address the interface already has.
     *
     * @param flags of ANYCAST, NODAD, AUTOCONF, TEMPORARY, DEPRECATED and PREFER_SOURCE; the others are the kernel's to set
     * @param lifetime a valid lifetime of 0 is refused here: the kernel would return success and add nothing
     * @throws NetifException when the kernel refuses
     * @throws IllegalArgumentException for an IPv4 address, and for flags and lifetimes that cannot be set
     */
    void addAddress(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException;

    /**
     * Removes an address; routes through it go with it.
     *
     * @throws NetifException when the kernel refuses; EADDRNOTAVAIL when the interface does not have it
     */
    void removeAddress(String ifName, InterfaceAddress address) throws NetifException;

    /**
     * Adds a route to the table of this process (FIB 0 unless it was started by setfib(1)).
     *
     * @throws NetifException when the kernel refuses: EEXIST there is one to this destination, ENETUNREACH the gateway
     *     cannot be reached
     */
    void addRoute(Route route) throws NetifException;

    /**
     * Adds a route to a table.
     *
     * @param fib the table; EINVAL there is none
     * @throws NetifException as {@link #addRoute(Route)}
     */
    void addRoute(Route route, int fib) throws NetifException;

    /**
     * Gives the route to a destination another gateway or interface, without a moment in which there is none.
     *
     * @param route as it is to become
     * @param fib the table; EINVAL there is none
     * @throws NetifException when the kernel refuses: ESRCH there is no route to this destination, ENETUNREACH the gateway
     *     cannot be reached
     */
    void changeRoute(Route route, int fib) throws NetifException;

    /**
     * Deletes a route from the table of this process.
     *
     * @throws NetifException when the kernel refuses: ESRCH there is none
     */
    void deleteRoute(Route route) throws NetifException;

    /**
     * Deletes a route from a table.
     *
     * @param fib the table; EINVAL there is none
     * @throws NetifException as {@link #deleteRoute(Route)}
     */
    void deleteRoute(Route route, int fib) throws NetifException;
}
