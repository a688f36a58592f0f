package org.nethook.ipinjection.rcconf;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;

/**
 * What rc.conf is to say of an interface.
 *
 * @param dhcp whether DHCP gives the IPv4 address
 * @param v4 the IPv4 addresses; empty to leave them as they are
 * @param v6 the IPv6 addresses; empty to leave them as they are
 * @param router4 the default route of IPv4
 * @param router6 the default route of IPv6
 * @param fib the table of the default routes
 */
public record Settings(
        boolean dhcp,
        Optional<List<InterfaceAddress>> v4,
        Optional<List<InterfaceAddress>> v6,
        Router router4,
        Router router6,
        int fib) {

    /**
     * What becomes of a default route.
     *
     * @param gateway the one wanted, with its zone; empty for none
     * @param lost the gateway that goes, which rc.conf must not name any more; empty for none
     */
    public record Router(Optional<String> gateway, Optional<String> lost) {
        /** As it is. */
        public static final Router UNCHANGED = new Router(Optional.empty(), Optional.empty());
    }
}
