package org.nethook.host.plugin.grant;

import java.util.ArrayList;
import java.util.List;

/** The keys of a manifest by which a plugin declares what it may touch. */
public enum PermissionKey {
    /** Interfaces it may change, and how. */
    CONTROL("Nethook-Control", "may change these interfaces", "lagg* (lagg, address), hn* (up, mtu)", "._-:@*", 0),
    /** Sysctls it may read. */
    SYSCTLS("Nethook-Sysctls", "may read these sysctls", "hw.hn.*", "._-%/*", 0),
    /** Files it may read without being told to. */
    FILES("Nethook-Files", "may read these files", "/etc/resolv.conf", "", '/'),
    /** Scripts it may run. */
    SCRIPTS("Nethook-Scripts", "may run these scripts, as root", "/usr/libexec/hyperv/hyperv_vfup.*", "", '/'),
    /** Variables of the system's configuration its plans may change. */
    SETTINGS(
            "Nethook-Settings",
            "may change these variables of the system's configuration",
            "ifconfig_*, defaultrouter",
            "_*",
            0),
    /** Whether its plans may set the name servers. */
    RESOLVER("Nethook-Resolver", "may set the name servers", "yes", null, 0),
    /** Keys it may publish to the administrators of a Hyper-V host. */
    KVP("Nethook-Kvp", "may publish these keys to the hypervisor", "nethook.*", "", 0);

    /** How each begins. */
    public static final String PREFIX = "Nethook-";

    private final String key;
    private final String meaning;
    private final String example;
    private final String signs;
    private final int first;

    /**
     * @param signs what a pattern consists of besides letters and digits; empty for any printable character, null for yes or no
     * @param first what it begins with, unless with a star; 0 for anything
     */
    PermissionKey(String key, String meaning, String example, String signs, int first) {
        this.key = key;
        this.meaning = meaning;
        this.example = example;
        this.signs = signs;
        this.first = first;
    }

    /** As a manifest has it. */
    public String key() {
        return key;
    }

    /** What it permits. */
    public String meaning() {
        return meaning;
    }

    /** A value such as a plugin would give it. */
    public String example() {
        return example;
    }

    /** The key of this name, in any case, as manifests go; null when there is none. */
    public static PermissionKey of(String name) {
        for (PermissionKey each : values()) {
            if (each.key.equalsIgnoreCase(name)) {
                return each;
            }
        }
        return null;
    }

    /** The names of all. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (PermissionKey each : values()) {
            names.add(each.key);
        }
        return names;
    }

    /** What is wrong with a pattern; null when nothing is. */
    String wrong(String pattern) {
        if (signs == null) {
            return pattern.equalsIgnoreCase("yes") || pattern.equalsIgnoreCase("no") ? null : "allowed are yes and no";
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (!isAllowed(pattern.charAt(i))) {
                return "allowed are " + (signs.isEmpty() ? "printable characters" : "letters, digits and " + signs)
                        + ", where * stands for any text";
            }
        }
        if (first != 0 && pattern.charAt(0) != first && pattern.charAt(0) != '*') {
            return "a path begins with /";
        }
        if (first == '/' && hasDetour(pattern)) {
            return "a path has no //, /./ or /../ in it";
        }
        if (this == KVP && pattern.indexOf('*') != pattern.length() - 1) {
            return "it must end in its only *, since keys are published by their prefix";
        }
        if (this == CONTROL && pattern.replace("*", "").length() > 15) {
            return "a name of an interface has 15 characters at most";
        }
        return null;
    }

    /** Whether it has a part that no path has that was looked up; nothing would ever fit it. */
    private static boolean hasDetour(String pattern) {
        return pattern.contains("//") || (pattern + "/").contains("/./") || (pattern + "/").contains("/../");
    }

    private boolean isAllowed(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
            return true;
        }
        return signs.isEmpty() ? c >= ' ' && c != 127 : signs.indexOf(c) >= 0;
    }
}
