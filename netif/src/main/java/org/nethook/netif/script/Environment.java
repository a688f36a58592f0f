package org.nethook.netif.script;

import java.util.Map;

/** What may stand in a script's environment. */
public final class Environment {
    private Environment() {}

    /** @throws IllegalArgumentException for a name or value that must not */
    public static void check(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (!isName(name) || name.equals("PATH") || name.equals("HOME")) {
                throw new IllegalArgumentException("\"" + name + "\" must not be set for a script");
            }
            if (variable.getValue().indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the value of " + name + " has a NUL");
            }
        }
    }

    private static boolean isName(String name) {
        boolean valid = !name.isEmpty() && (name.charAt(0) < '0' || name.charAt(0) > '9');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            valid &= c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
        }
        return valid;
    }
}
