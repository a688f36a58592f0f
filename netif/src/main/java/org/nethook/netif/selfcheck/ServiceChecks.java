package org.nethook.netif.selfcheck;

import java.util.List;
import java.util.Locale;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;

/** What can be tried on every system through its services alone. */
public final class ServiceChecks {
    /** As many interfaces are described, the rest is counted. */
    private static final int MOST = 24;

    /** A name that no driver makes and no interface has. */
    private static final String NOBODY = "nethook-nobody";

    private ServiceChecks() {}

    /** Reads interfaces, addresses and routes. */
    public static List<SelfCheck> reading(NetifQuery query) {
        String remedy =
                "the kernel does not let nethook read; in a jail or container, allow it, else report this output";
        return List.of(
                SelfCheck.of("interfaces", remedy, () -> interfaces(query.list())),
                SelfCheck.of("addresses", remedy, () -> addresses(query.list())),
                SelfCheck.of("routes", remedy, () -> routes(query.routes())));
    }

    private static Finding interfaces(List<Netif> interfaces) {
        StringBuilder text = new StringBuilder();
        text.append(interfaces.size()).append(interfaces.isEmpty() ? "" : ": ");
        for (int i = 0; i < interfaces.size() && i < MOST; i++) {
            text.append(i == 0 ? "" : "; ").append(described(interfaces.get(i)));
        }
        if (interfaces.size() > MOST) {
            text.append("; and ").append(interfaces.size() - MOST).append(" more");
        }
        return Finding.ok(text.toString());
    }

    private static String described(Netif netif) {
        StringBuilder text = new StringBuilder(netif.ifName());
        netif.driver().ifPresent(driver -> text.append(" (").append(driver).append(')'));
        text.append(netif.isUp() ? " up" : " down");
        text.append(", link ").append(netif.linkState().name().toLowerCase(Locale.ROOT));
        text.append(", mtu ").append(netif.mtu());
        netif.mac().ifPresent(mac -> text.append(", ").append(mac));
        return text.toString();
    }

    private static Finding addresses(List<Netif> interfaces) {
        int v4 = 0;
        int v6 = 0;
        for (Netif netif : interfaces) {
            for (InterfaceAddress address : netif.addresses()) {
                v4 += address.address().isV4() ? 1 : 0;
                v6 += address.address().isV4() ? 0 : 1;
            }
        }
        return Finding.ok(v4 + " IPv4, " + v6 + " IPv6");
    }

    private static Finding routes(List<Route> routes) {
        StringBuilder text = new StringBuilder().append(routes.size());
        for (Route route : routes) {
            if (route.isDefault()) {
                text.append("; ").append(route);
            }
        }
        return Finding.ok(text.toString());
    }

    /**
     * Asks for a change that no kernel can make, and sees by its refusal whether changes are permitted at all: rights are
     * looked at first.
     *
     * @param change what is asked for, of the interface named
     * @param impossible the errno of a kernel that would if it could
     */
    public static SelfCheck privileges(Change change, String impossible) {
        String remedy = "report this output";
        return SelfCheck.of("privileges", remedy, () -> {
            try {
                change.make(NOBODY);
            } catch (NetifException e) {
                String errno = e.errno().isEmpty() ? "" : e.errno().get().name();
                if (errno.equals(impossible)) {
                    return Finding.ok("this user may change interfaces");
                }
                if (errno.equals("EPERM") || errno.equals("EACCES")) {
                    return Finding.skipped(
                            "this user may read but not change interfaces: " + e.getMessage(),
                            "run nethook as root where plugins are to change something; a jail needs a network stack of its own (vnet)");
                }
                throw e;
            }
            return Finding.failed(
                    "the kernel claims to have changed the interface " + NOBODY + ", which does not exist", remedy);
        });
    }

    /** A change to the interface of a name. */
    public interface Change {

        /**
         * Makes it.
         *
         * @throws NetifException when the kernel refuses
         */
        void make(String ifName) throws NetifException;
    }

    /**
     * Creates an interface of its own, brings it up and destroys it.
     *
     * @param services what brings up and looks
     * @param prefix the name without its number
     * @param create makes the interface; EEXIST when there is one of the name
     * @param destroy takes it away
     * @param remedy what to do when it cannot be created
     */
    public static SelfCheck scratch(Services services, String prefix, Change create, Change destroy, String remedy) {
        return new ScratchInterface(services, prefix, create, destroy, remedy);
    }

    /**
     * The services of one system.
     *
     * @param query reads
     * @param control changes
     */
    public record Services(NetifQuery query, NetifControl control) {}
}
