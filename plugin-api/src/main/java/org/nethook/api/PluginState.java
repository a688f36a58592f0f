package org.nethook.api;

import java.util.Optional;
import java.util.Set;

/**
 * A few short texts that a plugin keeps from one run to the next, such as an alarm that was raised. They survive crashes
 * and restarts; in tests and in {@code nethook replay} they last as long as the machine. At most 64 keys. Safe for use by
 * several threads; a write by one process is seen by the next read of another.
 */
public interface PluginState {

    /**
     * The text under this key; empty when there is none.
     *
     * @param key 1 to 64 letters, digits, dots, hyphens and underscores, no dot in front
     * @throws IllegalArgumentException when the key is not as described
     */
    Optional<String> get(String key);

    /**
     * Keeps a text, which is on disk when this returns, whole or not at all. In a dry run nothing is kept.
     *
     * @param key 1 to 64 letters, digits, dots, hyphens and underscores, no dot in front
     * @param value up to 4096 characters
     * @throws IllegalArgumentException when the key or the value is not as described, or there are 64 others
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    void put(String key, String value);

    /**
     * Forgets the text under this key, if any.
     *
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    void remove(String key);

    /** The keys that have a text. */
    Set<String> keys();
}
