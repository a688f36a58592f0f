package org.nethook.host.config;

import java.util.Map;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginConfig;

/** The checked values of one section, by the names of their keys. */
public final class Section implements PluginConfig {
    private final Map<String, ConfigKey<?>> declared;
    private final Map<String, Object> values;

    /**
     * A section.
     *
     * @param declared what the extensions of its plugin declare
     * @param values of the types of their keys; a key without one has its default
     */
    public Section(Map<String, ConfigKey<?>> declared, Map<String, Object> values) {
        this.declared = Map.copyOf(declared);
        this.values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException for a key that no extension of the plugin declared */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(ConfigKey<T> key) {
        ConfigKey<?> known = declared.get(key.name());
        if (known == null || known.type() != key.type()) {
            throw new IllegalArgumentException("key " + key.name() + " is not among the declared configKeys()");
        }
        Object value = values.get(key.name());
        return value == null ? key.defaultValue() : (T) value;
    }
}
