package org.nethook.dhcpinfo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who answers for interfaces that are gone: a VF's hn, or the new name. hv_kvp_daemon lists the interfaces first and asks for each then,
 * and in between a VF may leave.
 */
final class Heirs {
    private static final int MOST = 64;

    private final Map<String, String> heirs = new LinkedHashMap<>();

    void put(String ifName, String heir) {
        heirs.remove(ifName);
        heirs.put(ifName, heir);
        if (heirs.size() > MOST) {
            heirs.remove(heirs.keySet().iterator().next());
        }
    }

    /** The interface itself while it is there, or when nobody is known to answer for it. */
    String of(String ifName, Machine machine) {
        String name = ifName;
        // As often as there are heirs, for those that are each other's.
        for (int i = 0; i <= heirs.size() && machine.find(name) == null && heirs.containsKey(name); i++) {
            name = heirs.get(name);
        }
        return name;
    }
}
