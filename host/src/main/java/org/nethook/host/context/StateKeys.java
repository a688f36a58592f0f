package org.nethook.host.context;

import java.util.Set;

/** What {@link org.nethook.api.PluginState} and {@link org.nethook.api.Scheduler} allow as keys and values. */
public final class StateKeys {
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_VALUE = 4096;
    private static final int MOST_KEYS = 64;

    private StateKeys() {}

    /** The key. @throws IllegalArgumentException when it is not allowed */
    public static String checkedKey(String key) {
        boolean good = !key.isEmpty() && key.length() <= LONGEST_KEY;
        for (int i = 0; good && i < key.length(); i++) {
            char c = key.charAt(i);
            good = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.' && i > 0;
        }
        if (!good) {
            throw new IllegalArgumentException("a key must be 1 to " + LONGEST_KEY
                    + " letters, digits, dots, hyphens and underscores, with no dot in front, not \"" + key + "\"");
        }
        return key;
    }

    /**
     * Whether a value may be kept.
     *
     * @param kept the keys that have one
     * @throws IllegalArgumentException when it may not
     */
    public static void check(String key, String value, Set<String> kept) {
        checkedKey(key);
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                    "the text of " + key + " has " + value.length() + " characters, more than " + LONGEST_VALUE);
        }
        if (kept.size() >= MOST_KEYS && !kept.contains(key)) {
            throw new IllegalArgumentException(
                    "there is no room for " + key + ": " + MOST_KEYS + " keys are kept already");
        }
    }
}
