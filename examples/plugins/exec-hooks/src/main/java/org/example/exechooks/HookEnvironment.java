package org.example.exechooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;

/**
 * What a script is told: of nethook's own, and under the names that scripts of dhcpcd, networkd-dispatcher and
 * NetworkManager-dispatcher know.
 */
final class HookEnvironment {
    private HookEnvironment() {}

    /** The second argument: {@code up}, {@code down}, else the type in lower case, such as {@code addr-add}. */
    static String action(InterfaceEvent event) {
        switch (event.eventType()) {
            case LINK_UP:
                return "up";
            case LINK_DOWN:
                return "down";
            default:
                return event.type().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Map<String, String> of(InterfaceEvent event, NetifQuery query) throws NetifException {
        Optional<Netif> netif = query.find(event.ifName());
        List<String> v4 = addresses(netif, true);
        List<String> v6 = addresses(netif, false);
        String gateway = gateway(event.ifName(), query);
        Map<String, String> all = new TreeMap<>();
        all.put("IFNAME", event.ifName());
        all.put("NETHOOK_EVENT", event.type());
        all.put("NETHOOK_SYSTEM", event.system());
        all.put("NETHOOK_LINK", netif.map(each -> each.linkState().name()).orElse(""));
        all.put("NETHOOK_ADDRESS", event.data().getOrDefault("address", ""));
        all.put("NETHOOK_NEW_NAME", event.data().getOrDefault("name", ""));
        all.put("NETHOOK_RESYNC", event.isResync() ? "1" : "0");

        all.put("interface", event.ifName()); // dhcpcd
        all.put("reason", reason(event.eventType()));
        all.put(
                "new_ip_address",
                v4.isEmpty() ? "" : v4.get(0).substring(0, v4.get(0).indexOf('/')));
        all.put("new_routers", gateway);

        all.put("IFACE", event.ifName()); // networkd-dispatcher
        all.put("STATE", state(netif, !v4.isEmpty() || !v6.isEmpty()));
        all.put("IP_ADDRS", String.join(" ", v4));
        all.put("IP6_ADDRS", String.join(" ", v6));

        all.put("DEVICE_IFACE", event.ifName()); // NetworkManager-dispatcher
        all.put("DEVICE_IP_IFACE", event.ifName());
        all.put("IP4_GATEWAY", gateway);
        all.put("IP4_NUM_ADDRESSES", Integer.toString(v4.size()));
        for (int i = 0; i < v4.size(); i++) {
            all.put("IP4_ADDRESS_" + i, v4.get(i) + " " + (gateway.isEmpty() ? "0.0.0.0" : gateway));
        }
        return all;
    }

    private static List<String> addresses(Optional<Netif> netif, boolean v4) {
        List<String> texts = new ArrayList<>();
        if (netif.isPresent()) {
            for (InterfaceAddress each : netif.get().addresses()) {
                if (each.address().isV4() == v4 && !each.address().isLinkLocalV6()) {
                    texts.add(each.toString());
                }
            }
        }
        return texts;
    }

    private static String gateway(String ifName, NetifQuery query) throws NetifException {
        for (Route route : query.routes()) {
            if (route.isDefault()
                    && route.destination().isV4()
                    && route.ifName().equals(ifName)) {
                return route.gateway().map(Object::toString).orElse("");
            }
        }
        return "";
    }

    private static String reason(EventType type) {
        switch (type) {
            case LINK_UP:
                return "CARRIER";
            case LINK_DOWN:
                return "NOCARRIER";
            case ADDR_ADD:
                return "BOUND";
            case ADDR_DEL:
                return "EXPIRE";
            case DETACH:
                return "DEPARTED";
            default:
                return "UNKNOWN";
        }
    }

    private static String state(Optional<Netif> netif, boolean hasAddress) {
        if (netif.isEmpty() || !netif.get().isUp()) {
            return "off";
        }
        if (netif.get().linkState() == LinkState.DOWN) {
            return "no-carrier";
        }
        return hasAddress ? "routable" : "carrier";
    }
}
