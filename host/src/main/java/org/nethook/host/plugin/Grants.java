package org.nethook.host.plugin;

import java.util.ArrayList;
import java.util.List;

/**
 * What a plugin declared in its manifest that it may touch. Patterns are names in which {@code *} stands for any text.
 *
 * @param interfaces {@code Nethook-Control}: interfaces whose state it may change; none for a plugin that only reads
 * @param sysctls {@code Nethook-Sysctls}: sysctls it may read
 * @param scripts {@code Nethook-Scripts}: paths of scripts its plans may run, as root; {@code *} stands for slashes too
 */
public record Grants(List<String> interfaces, List<String> sysctls, List<String> scripts) {

    /** A plugin that may change nothing and read no sysctl. */
    public static final Grants NONE = new Grants(List.of(), List.of(), List.of());

    public Grants {
        interfaces = List.copyOf(interfaces);
        sysctls = List.copyOf(sysctls);
        scripts = List.copyOf(scripts);
    }

    /** Without scripts. */
    public Grants(List<String> interfaces, List<String> sysctls) {
        this(interfaces, sysctls, List.of());
    }

    /** Reads manifest values: patterns separated by commas, or null. */
    public static Grants parse(String interfaces, String sysctls, String scripts) {
        return new Grants(split(interfaces), split(sysctls), split(scripts));
    }

    private static List<String> split(String value) {
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
