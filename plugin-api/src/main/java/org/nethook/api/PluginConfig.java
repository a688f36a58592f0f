package org.nethook.api;

/** One plugin's section of nethook.conf, already checked against the {@link ConfigKey}s of its extensions. */
public interface PluginConfig {

    /** The configured value, or the key's default. */
    <T> T get(ConfigKey<T> key);
}
