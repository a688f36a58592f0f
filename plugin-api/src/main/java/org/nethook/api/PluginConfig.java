package org.nethook.api;

import java.util.Optional;

/** One plugin's section of nethook.conf, already checked against the {@link ConfigKey}s of its extensions. */
public interface PluginConfig {

    /** The configured value, or the key's default. */
    <T> T get(ConfigKey<T> key);

    /**
     * What is configured for one interface, else what {@link #get(ConfigKey)} gives.
     *
     * @param key one that {@linkplain ConfigKey#perInterface() can be set for one interface}
     */
    <T> T get(ConfigKey<T> key, String ifName);

    /**
     * What is configured for this very interface; empty where {@link #get(ConfigKey, String)} gives what holds for all.
     *
     * @param key one that {@linkplain ConfigKey#perInterface() can be set for one interface}
     */
    <T> Optional<T> own(ConfigKey<T> key, String ifName);
}
