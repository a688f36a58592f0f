package org.nethook.host.plugin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;

/** The keys of a manifest by which a plugin declares what it may touch. */
public final class PermissionKeys {
    /** How each begins. */
    public static final String PREFIX = "Nethook-";

    /** Key, what it permits, and an example. */
    private static final String[][] KEYS = {
        {"Nethook-Control", "may change these interfaces", "lagg*, hn*"},
        {"Nethook-Sysctls", "may read these sysctls", "hw.hn.*"},
        {"Nethook-Scripts", "may run these scripts, as root", "/usr/libexec/hyperv/hyperv_vfup.*"},
        {"Nethook-Settings", "may change these variables of the system's configuration", "ifconfig_*"},
        {"Nethook-Kvp", "may publish these keys to the hypervisor", "nethook.*"},
        {"Nethook-Resolver", "may set the name servers", "yes"},
    };

    /** All of them. */
    public static final List<String> ALL = column(0);

    private PermissionKeys() {}

    /** What a manifest declares, keys that there are not among them. */
    public static Map<String, String> declared(Attributes manifest) {
        Map<String, String> declared = new TreeMap<>();
        for (Map.Entry<Object, Object> each : manifest.entrySet()) {
            String key = each.getKey().toString();
            if (key.startsWith(PREFIX) && !each.getValue().toString().isBlank()) {
                declared.put(key, each.getValue().toString());
            }
        }
        return declared;
    }

    /** What the key permits; null for one there is not. */
    public static String meaning(String key) {
        int row = ALL.indexOf(key);
        return row < 0 ? null : KEYS[row][1];
    }

    /** A value such as a plugin would give it. */
    public static String example(String key) {
        return KEYS[ALL.indexOf(key)][2];
    }

    private static List<String> column(int number) {
        String[] values = new String[KEYS.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = KEYS[i][number];
        }
        return List.of(values);
    }
}
