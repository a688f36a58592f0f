package org.nethook.host.plugin;

import java.util.List;

/** What a plugin, or a command, may be called: its name stands in configuration and on command lines. */
public final class PluginIds {
    /** What stands in section plugins of nethook.conf beside the sections of plugins. */
    public static final List<String> RESERVED =
            List.of("require-signature", "trusted-certificates", "require-pin", "pin");

    /** What is allowed, as the end of the sentence "must be …". */
    public static final String ALLOWED = "lower-case letters, digits and hyphens, at most 40, starting with a letter";

    private PluginIds() {}

    /** Whether it may be called so. */
    public static boolean isValid(String id) {
        if (id.isEmpty() || id.length() > 40 || id.charAt(0) < 'a' || id.charAt(0) > 'z') {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
