package org.nethook.host.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nethook.api.netif.MacAddress;

/** The hardware a machine has at one point of a scenario, so that an entry about an interface that is not there is refused. */
final class Inventory {

    /**
     * An interface.
     *
     * @param driver its driver
     * @param mac its MAC address
     * @param vf whether it came as a VF
     */
    record Item(String driver, MacAddress mac, boolean vf) {}

    private final Map<String, Item> items = new LinkedHashMap<>();

    Item find(String ifName) {
        return items.get(ifName);
    }

    void add(String ifName, Item item) {
        items.put(ifName, item);
    }

    Item remove(String ifName) {
        return items.remove(ifName);
    }

    /** The VF that belongs to an hn of this MAC address, or null. */
    String vfWith(MacAddress mac) {
        for (Map.Entry<String, Item> entry : items.entrySet()) {
            if (entry.getValue().vf() && entry.getValue().mac().equals(mac)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** For the end of a complaint. */
    String names() {
        return items.isEmpty() ? "none" : String.join(", ", items.keySet());
    }
}
