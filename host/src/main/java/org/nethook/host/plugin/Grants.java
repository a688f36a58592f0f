package org.nethook.host.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;

/**
 * What a plugin declared in its manifest that it may touch. Patterns are names in which {@code *} stands for any text.
 *
 * @param interfaces {@code Nethook-Control}: interfaces whose state it may change; none for a plugin that only reads
 * @param sysctls {@code Nethook-Sysctls}: sysctls it may read
 * @param scripts {@code Nethook-Scripts}: paths of scripts its plans may run, as root; {@code *} stands for slashes too
 * @param settings {@code Nethook-Settings}: variables of the system's configuration its plans may change
 * @param kvp {@code Nethook-Kvp}: keys it may publish to the administrators of a Hyper-V host
 * @param resolver {@code Nethook-Resolver: yes}: whether its plans may set the name servers
 */
public record Grants(
        List<String> interfaces,
        List<String> sysctls,
        List<String> scripts,
        List<String> settings,
        List<String> kvp,
        boolean resolver) {

    /** A plugin that may change nothing and read no sysctl. */
    public static final Grants NONE = new Grants(List.of(), List.of());

    public Grants {
        interfaces = List.copyOf(interfaces);
        sysctls = List.copyOf(sysctls);
        scripts = List.copyOf(scripts);
        settings = List.copyOf(settings);
        kvp = List.copyOf(kvp);
    }

    /** Without keys to publish and name servers. */
    public Grants(List<String> interfaces, List<String> sysctls, List<String> scripts, List<String> settings) {
        this(interfaces, sysctls, scripts, settings, List.of(), false);
    }

    /** Without scripts and settings. */
    public Grants(List<String> interfaces, List<String> sysctls) {
        this(interfaces, sysctls, List.of(), List.of());
    }

    /** Reads a manifest's main attributes; each value is patterns separated by commas. */
    public static Grants of(Attributes manifest) {
        return new Grants(
                patterns(manifest, "Nethook-Control"),
                patterns(manifest, "Nethook-Sysctls"),
                patterns(manifest, "Nethook-Scripts"),
                patterns(manifest, "Nethook-Settings"),
                patterns(manifest, "Nethook-Kvp"),
                "yes".equalsIgnoreCase(manifest.getValue("Nethook-Resolver")));
    }

    private static List<String> patterns(Attributes manifest, String key) {
        String value = manifest.getValue(key);
        List<String> patterns = new ArrayList<>();
        if (value != null) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    patterns.add(part.strip());
                }
            }
        }
        return patterns;
    }

    /** Whether it may change this interface. */
    public boolean mayControl(String ifName) {
        return matchesAny(interfaces, ifName);
    }

    /** Whether it may change any interface at all. */
    public boolean mayControlSome() {
        return !interfaces.isEmpty();
    }

    /** Whether it may read this sysctl. */
    public boolean mayRead(String sysctl) {
        return matchesAny(sysctls, sysctl);
    }

    /** Whether its plans may run the script of this path. */
    public boolean mayRun(String path) {
        return matchesAny(scripts, path);
    }

    /** Whether it may publish every key that begins with this prefix. */
    public boolean mayPublishAll(String prefix) {
        for (String pattern : kvp) {
            int star = pattern.indexOf('*');
            if (star >= 0 && star == pattern.length() - 1 && prefix.startsWith(pattern.substring(0, star))) {
                return true;
            }
        }
        return false;
    }

    /** Whether its plans may change this variable of the system's configuration. */
    public boolean maySet(String variable) {
        return matchesAny(settings, variable);
    }

    private static boolean matchesAny(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, 0, name, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) == '*') {
            return matches(pattern, p + 1, name, n) || n < name.length() && matches(pattern, p, name, n + 1);
        }
        return n < name.length() && pattern.charAt(p) == name.charAt(n) && matches(pattern, p + 1, name, n + 1);
    }
}
