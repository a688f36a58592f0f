package org.nethook.netif.linux;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.Route;
import org.nethook.netif.Platform;
import org.nethook.netif.machine.Platforms;

/** Run inside a network namespace: sets {@code IFNAME} up with {@code MTU} where given, then prints all it sees. */
final class NamespaceDump {
    private NamespaceDump() {}

    public static void main(String[] arguments) throws Exception {
        try (Platform platform = Platforms.detect()) {
            if (arguments.length == 2) {
                platform.control().setUp(arguments[0], true);
                platform.control().setMtu(arguments[0], Integer.parseInt(arguments[1]));
            }
            List<Map<String, Object>> interfaces = new ArrayList<>();
            for (Netif netif : platform.query().list()) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("name", netif.ifName());
                map.put("index", netif.index());
                map.put("flags", netif.flags());
                map.put("mtu", netif.mtu());
                map.put("mac", netif.mac().map(MacAddress::toString).orElse(null));
                map.put("link", netif.linkState());
                List<String> addresses = new ArrayList<>();
                for (InterfaceAddress address : netif.addresses()) {
                    addresses.add(
                            address + address.broadcast().map(b -> " brd " + b).orElse(""));
                }
                map.put("addresses", addresses);
                interfaces.add(map);
            }
            List<String> routes = new ArrayList<>();
            for (Route route : platform.query().routes()) {
                routes.add(route.toString());
            }
            System.out.println(
                    new ObjectMapper().writeValueAsString(Map.of("interfaces", interfaces, "routes", routes)));
        }
    }
}
