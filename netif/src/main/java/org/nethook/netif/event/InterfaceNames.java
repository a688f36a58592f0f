package org.nethook.netif.event;

/**
 * Which names of interfaces nethook believes. A kernel allows nearly any byte; a name that could be taken for a path, an
 * option or a piece of shell is refused instead.
 */
public final class InterfaceNames {
    /** IFNAMSIZ of net/if.h, less the NUL. */
    public static final int MAX_LENGTH = 15;

    /** What is allowed, as the end of the sentence "must be …". */
    public static final String ALLOWED =
            "1 to 15 letters, digits and . _ : - that start with a letter, a digit or an underscore";

    private InterfaceNames() {}

    /** Whether the name is believed. */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isWordCharacter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isWordCharacter(c) && c != '.' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
