package org.nethook.netif.event;

import org.nethook.api.netif.Netif;

/**
 * Which names of interfaces nethook believes. A kernel allows nearly any byte; a name that could be taken for a path, an
 * option or a piece of shell is refused instead.
 */
public final class InterfaceNames {
    /** IFNAMSIZ of net/if.h, less the NUL. */
    public static final int MAX_LENGTH = 15;

    /** What is allowed, as the end of the sentence "must be …". */
    public static final String ALLOWED = Netif.PLAIN_NAME;

    private InterfaceNames() {}

    /** Whether the name is believed. */
    public static boolean isValid(String name) {
        return Netif.isPlainName(name);
    }

    static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
